--liquibase formatted sql

--changeset motorpool:event-log
--comment: Every consumed event, so that the facts can be made again. Rows are only ever added: not even the service may change one.
create table event_log (
  position    bigint       generated always as identity primary key,
  source      varchar(200) not null,
  event_id    varchar(200) not null,
  type        varchar(100) not null,
  happened_at timestamptz  not null,
  received_at timestamptz  not null default now(),
  body        text         not null,
  constraint event_log_once unique (source, event_id)
);
comment on table event_log is 'The events whose effect is in the facts, in the transaction of that effect; body is the message as it was received.';
revoke update, delete on event_log from analytics;
--rollback drop table event_log;
