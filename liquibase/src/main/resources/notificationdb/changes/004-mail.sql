--liquibase formatted sql

--changeset motorpool:recipient
--comment: Name and address of each customer, a copy of what the customer service tells. Personal data.
create table recipient (
  customer_id uuid         primary key,
  version     bigint       not null,
  erased      boolean      not null default false,
  first_name  varchar(100),
  last_name   varchar(100),
  email       varchar(254),
  constraint recipient_whole check (num_nulls(first_name, last_name, email) = case when erased then 3 else 0 end)
);
comment on column recipient.version is 'Of the customer, to tell a late event from news.';
comment on column recipient.erased is 'The customer is to be told nothing any more; the id stays, so that a late event is recognised.';
--rollback drop table recipient;

--changeset motorpool:mail
--comment: Notifications that are to be sent by e-mail, written in the transaction of the notification.
create table mail (
  notification_id uuid         primary key references notification (id) on delete cascade,
  customer_id     uuid         not null,
  state           varchar(10)  not null,
  attempts        integer      not null,
  due_at          timestamptz  not null,
  queued_at       timestamptz  not null,
  settled_at      timestamptz,
  failure         varchar(200),
  constraint mail_state check (state in ('WAITING', 'SENT', 'GIVEN_UP')),
  constraint mail_settled check ((state = 'WAITING') = (settled_at is null))
);
comment on column mail.due_at is 'When to try (again); while one replica tries, when the others may take it to be lost.';
comment on column mail.failure is 'What went wrong the last time, without personal data.';
create index mail_due on mail (due_at) where state = 'WAITING';
--rollback drop table mail;
