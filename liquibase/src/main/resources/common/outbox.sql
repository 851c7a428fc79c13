--liquibase formatted sql

--changeset motorpool:outbox
--comment: Events to publish, written in the transaction of the change they tell of.
create table outbox (
  id         bigint generated always as identity primary key,
  event_id   uuid         not null unique,
  type       varchar(100) not null,
  subject    uuid         not null,
  body       text         not null,
  created_at timestamptz  not null default now(),
  sent_at    timestamptz
);
comment on table outbox is 'Events to publish; the relay sends them in the order of id and then sets sent_at.';
create index outbox_unsent on outbox (id) where sent_at is null;
--rollback drop table outbox;

--changeset motorpool:outbox-resends
--comment: A queue that was deleted is filled again from here.
alter table outbox add column resends integer not null default 0;
comment on column outbox.resends is 'How often it was asked for again; the relay marks only what it has read as sent.';
--rollback alter table outbox drop column resends;
