--liquibase formatted sql

--changeset motorpool:invoice
--comment: What customers owe. Once issued, an invoice changes only by what is paid, and by being credited.
create table invoice (
  id             uuid          primary key,
  number         varchar(20)   not null,
  reservation_id uuid          not null,
  customer_id    uuid          not null,
  status         varchar(20)   not null,
  currency       varchar(3)    not null,
  total_amount   numeric(12,2) not null,
  paid_amount    numeric(12,2) not null,
  issued_at      timestamptz   not null,
  due_on         date          not null,
  paid_at        timestamptz,
  version        bigint        not null,
  constraint invoice_number_unique unique (number),
  constraint invoice_once_per_reservation unique (reservation_id),
  constraint invoice_status_known check (status in ('ISSUED', 'PAID', 'CREDITED')),
  constraint invoice_not_overpaid check (paid_amount between 0 and total_amount),
  constraint invoice_settled check ((paid_at is not null) = (status = 'PAID') or status = 'CREDITED')
);
create index invoice_by_customer on invoice (customer_id, id);
create index invoice_by_status on invoice (status, id);
create index invoice_unpaid on invoice (customer_id, due_on) where status = 'ISSUED';

create table invoice_line (
  invoice_id  uuid          not null references invoice,
  position    integer       not null,
  type        varchar(20)   not null,
  description varchar(200)  not null,
  quantity    integer       not null,
  unit_amount numeric(12,2) not null,
  amount      numeric(12,2) not null,
  currency    varchar(3)    not null,
  primary key (invoice_id, position)
);
--rollback drop table invoice_line;
--rollback drop table invoice;

--changeset motorpool:payment
--comment: Money received. A payment is never changed.
create table payment (
  id          uuid          primary key,
  invoice_id  uuid          not null references invoice,
  amount      numeric(12,2) not null,
  currency    varchar(3)    not null,
  method      varchar(20)   not null,
  reference   varchar(100),
  received_at timestamptz   not null,
  constraint payment_positive check (amount > 0)
);
create index payment_by_invoice on payment (invoice_id, id);
--rollback drop table payment;

--changeset motorpool:invoice-number
--comment: A sequence would leave gaps where a transaction is rolled back; a row does not.
create table invoice_number (
  year integer primary key,
  last bigint  not null
);
comment on table invoice_number is 'The last number given in each year; locked from the moment a number is taken until its invoice is stored.';
--rollback drop table invoice_number;

--changeset motorpool:billed-reservation
--comment: What was decided about each reservation, also where there is no invoice.
create table billed_reservation (
  reservation_id uuid        primary key,
  version        bigint      not null,
  outcome        varchar(20) not null,
  constraint billed_reservation_outcome_known check (outcome in
    ('UNBILLED', 'INVOICED', 'REJECTED', 'CREDITED'))
);
comment on table billed_reservation is 'Reservations heard of; version is that of the newest event that had an effect, and what is not newer has none.';
--rollback drop table billed_reservation;
