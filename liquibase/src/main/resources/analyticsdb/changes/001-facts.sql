--liquibase formatted sql

--changeset motorpool:reservation-fact
--comment: One row a reservation: its latest state, and the moment of each of its transitions.
create table reservation_fact (
  reservation_id   uuid          primary key,
  customer_id      uuid          not null,
  vehicle_id       uuid          not null,
  vehicle_class    varchar(4)    not null,
  pickup_branch_id uuid          not null,
  return_branch_id uuid          not null,
  starts_at        timestamptz   not null,
  ends_at          timestamptz   not null,
  status           varchar(20)   not null,
  total_amount     numeric(12,2) not null,
  currency         varchar(3)    not null,
  version          bigint        not null,
  created_at       timestamptz,
  confirmed_at     timestamptz,
  started_at       timestamptz,
  completed_at     timestamptz,
  cancelled_at     timestamptz,
  expired_at       timestamptz,
  no_show_at       timestamptz
);
comment on table reservation_fact is
  'The state is that of the highest version seen. A moment is null until its event comes in, however late.';
create index reservation_fact_created on reservation_fact (created_at) where created_at is not null;
create index reservation_fact_confirmed on reservation_fact (confirmed_at) where confirmed_at is not null;
create index reservation_fact_started on reservation_fact (started_at) where started_at is not null;
create index reservation_fact_completed on reservation_fact (completed_at) where completed_at is not null;
create index reservation_fact_cancelled on reservation_fact (cancelled_at) where cancelled_at is not null;
create index reservation_fact_expired on reservation_fact (expired_at) where expired_at is not null;
create index reservation_fact_no_show on reservation_fact (no_show_at) where no_show_at is not null;
--rollback drop table reservation_fact;

--changeset motorpool:invoice-fact
--comment: One row an invoice: its latest state, and when how much was invoiced, paid and credited.
create table invoice_fact (
  invoice_id      uuid          primary key,
  reservation_id  uuid          not null,
  customer_id     uuid          not null,
  status          varchar(20)   not null,
  currency        varchar(3)    not null,
  total_amount    numeric(12,2) not null,
  paid_amount     numeric(12,2) not null,
  balance_amount  numeric(12,2) not null,
  version         bigint        not null,
  invoiced_at     timestamptz,
  invoiced_amount numeric(12,2),
  received_at     timestamptz,
  received_amount numeric(12,2),
  credited_at     timestamptz,
  credited_amount numeric(12,2),
  constraint invoice_fact_invoiced check ((invoiced_at is null) = (invoiced_amount is null)),
  constraint invoice_fact_received check ((received_at is null) = (received_amount is null)),
  constraint invoice_fact_credited check ((credited_at is null) = (credited_amount is null))
);
comment on table invoice_fact is
  'The state is that of the highest version seen. A moment and its amount are null until their event comes in.';
create index invoice_fact_invoiced_by_moment on invoice_fact (invoiced_at) where invoiced_at is not null;
create index invoice_fact_received_by_moment on invoice_fact (received_at) where received_at is not null;
create index invoice_fact_credited_by_moment on invoice_fact (credited_at) where credited_at is not null;
--rollback drop table invoice_fact;
