--liquibase formatted sql

--changeset motorpool:inbox
--comment: Events that were consumed, written in the transaction of their effect.
create table inbox (
  source      varchar(200) not null,
  event_id    varchar(200) not null,
  type        varchar(100) not null,
  received_at timestamptz  not null default now(),
  primary key (source, event_id)
);
comment on table inbox is 'Events whose effect is stored; an event that is found here is a repetition.';
--rollback drop table inbox;

--changeset motorpool:parked-event
--comment: Events that could not be processed, kept for a person to look at.
create table parked_event (
  id        uuid          primary key,
  event_id  varchar(200),
  type      varchar(100),
  body      bytea         not null,
  reason    varchar(1000) not null,
  attempts  integer       not null,
  parked_at timestamptz   not null default now()
);
comment on table parked_event is 'Events given up on; body is the message as it was received.';
--rollback drop table parked_event;

--changeset motorpool:inbox-received
--comment: The oldest are found by it, to be forgotten.
create index inbox_received on inbox (received_at);
--rollback drop index inbox_received;
