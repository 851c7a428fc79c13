--liquibase formatted sql

--changeset motorpool:customer-block
--comment: What keeps customers from renting, and what once did.
create table customer_block (
  id          uuid         primary key,
  customer_id uuid         not null references customer (id),
  reason      varchar(500) not null,
  last_day    date,
  version     bigint       not null,
  created_at  timestamptz  not null,
  lifted_at   timestamptz,
  lift_reason varchar(500),
  constraint customer_block_lifted check (num_nulls(lifted_at, lift_reason) in (0, 2))
);
comment on column customer_block.last_day is 'The last day of the block, UTC, included; null if it holds until it is lifted.';
create index customer_block_by_customer on customer_block (customer_id, id);
--rollback drop table customer_block;
