--liquibase formatted sql

--changeset motorpool:notification
--comment: What each customer was told; one notification an event, which never changes.
create table notification (
  id             uuid          primary key,
  customer_id    uuid          not null,
  event_source   varchar(200)  not null,
  event_id       varchar(200)  not null,
  event_type     varchar(60)   not null,
  subject        varchar(200)  not null,
  text           varchar(4000) not null,
  reservation_id uuid          not null,
  invoice_id     uuid,
  occurred_at    timestamptz   not null,
  created_at     timestamptz   not null,
  constraint notification_once_per_event unique (event_source, event_id)
);
comment on column notification.occurred_at is 'When the event happened, as its publisher says.';
create index notification_by_customer on notification (customer_id, id);
--rollback drop table notification;
