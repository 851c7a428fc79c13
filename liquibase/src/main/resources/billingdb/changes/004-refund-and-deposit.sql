--liquibase formatted sql

--changeset motorpool:refund
--comment: Money given back. A refund is never changed.
create table refund (
  id          uuid          primary key,
  invoice_id  uuid          not null references invoice,
  amount      numeric(12,2) not null,
  currency    varchar(3)    not null,
  method      varchar(20)   not null,
  reference   varchar(100),
  refunded_at timestamptz   not null,
  constraint refund_positive check (amount > 0)
);
create index refund_by_invoice on refund (invoice_id, id);
--rollback drop table refund;

--changeset motorpool:deposit
--comment: What customers have left as a security. One a reservation, from the pick-up on.
create table deposit (
  id              uuid          primary key,
  reservation_id  uuid          not null,
  customer_id     uuid          not null,
  status          varchar(20)   not null,
  currency        varchar(3)    not null,
  amount          numeric(12,2) not null,
  captured_amount numeric(12,2) not null,
  released_amount numeric(12,2) not null,
  method          varchar(20)   not null,
  reference       varchar(100),
  received_at     timestamptz   not null,
  closed_at       timestamptz,
  version         bigint        not null,
  constraint deposit_once_per_reservation unique (reservation_id),
  constraint deposit_positive check (amount > 0),
  constraint deposit_not_exceeded check (
    captured_amount >= 0 and released_amount >= 0 and captured_amount + released_amount <= amount),
  constraint deposit_status_known check (status in ('HELD', 'RELEASED', 'CAPTURED')),
  constraint deposit_closed check (
    (closed_at is not null) = (status <> 'HELD')
    and (status <> 'HELD') = (captured_amount + released_amount = amount))
);
create index deposit_by_customer on deposit (customer_id, id);
create index deposit_by_status on deposit (status, id);
--rollback drop table deposit;
