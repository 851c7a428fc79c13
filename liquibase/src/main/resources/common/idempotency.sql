--liquibase formatted sql

--changeset motorpool:idempotency-key
--comment: Answers to repeat when a request comes again, written in the transaction of the first one's effect.
create table idempotency_key (
  scope        varchar(200)  not null,
  key          varchar(255)  not null,
  request_hash bytea         not null,
  status       smallint      not null,
  location     varchar(2000),
  etag         varchar(200),
  body         bytea         not null,
  created_at   timestamptz   not null default now(),
  constraint idempotency_key_pkey primary key (scope, key),
  constraint idempotency_key_hash check (length(request_hash) = 32)
);
comment on table idempotency_key is 'Answers by Idempotency-Key, kept for a day; scope is what a key is bound to, request_hash the SHA-256 of the input.';
create index idempotency_key_created_at on idempotency_key (created_at);
--rollback drop table idempotency_key;
