--liquibase formatted sql

--changeset motorpool:invoice-kind
--comment: A reservation has several invoices: one for the rental, and what changes, the return or a cancellation add.
--loosens: invoice_once_per_reservation on invoice (reservation_id) because that version asks billed_reservation, under its lock, before it adds an invoice
alter table invoice add column kind varchar(20) not null default 'RENTAL'
  check (kind in ('RENTAL', 'ADJUSTMENT', 'SETTLEMENT', 'CANCELLATION'));
create unique index invoice_one_rental_per_reservation on invoice (reservation_id) where kind = 'RENTAL';
create unique index invoice_one_cancellation_per_reservation on invoice (reservation_id) where kind = 'CANCELLATION';
alter table invoice drop constraint invoice_once_per_reservation;
create index invoice_by_reservation on invoice (reservation_id, id);
--rollback drop index invoice_by_reservation;
--rollback alter table invoice add constraint invoice_once_per_reservation unique (reservation_id);
--rollback drop index invoice_one_cancellation_per_reservation;
--rollback drop index invoice_one_rental_per_reservation;
--rollback alter table invoice drop column kind;

--changeset motorpool:invoice-credited-refunded splitStatements:false
--comment: What was credited and refunded. The version before credits an invoice as a whole, by its status alone.
alter table invoice add column credited_amount numeric(12,2) not null default 0
  check (credited_amount between 0 and total_amount);
alter table invoice add column refunded_amount numeric(12,2) not null default 0
  check (refunded_amount between 0 and paid_amount
    and (refunded_amount = 0 or total_amount - credited_amount - paid_amount + refunded_amount <= 0));
alter table invoice add column balance_amount numeric(12,2)
  generated always as (total_amount - credited_amount - paid_amount + refunded_amount) stored;
comment on column invoice.balance_amount is 'What is still to be paid; negative for what is to be given back.';
create function credit_wholly() returns trigger language plpgsql as $$
begin
  new.credited_amount := new.total_amount;
  return new;
end
$$;
create trigger invoice_credited_by_status before insert or update on invoice
  for each row when (new.status = 'CREDITED') execute function credit_wholly();
update invoice set credited_amount = total_amount where status = 'CREDITED';
--rollback drop trigger invoice_credited_by_status on invoice; drop function credit_wholly(); alter table invoice drop column balance_amount; alter table invoice drop column refunded_amount; alter table invoice drop column credited_amount;

--changeset motorpool:credit-note
--comment: What was taken off invoices. A credit note never changes.
create table credit_note (
  id         uuid          primary key,
  number     varchar(20)   not null,
  invoice_id uuid          not null references invoice,
  reason     varchar(500)  not null,
  currency   varchar(3)    not null,
  amount     numeric(12,2) not null,
  issued_at  timestamptz   not null,
  constraint credit_note_number_unique unique (number),
  constraint credit_note_positive check (amount > 0)
);
create index credit_note_by_invoice on credit_note (invoice_id, id);

create table credit_note_line (
  credit_note_id uuid          not null references credit_note,
  position       integer       not null,
  type           varchar(20)   not null,
  description    varchar(200)  not null,
  quantity       integer       not null,
  unit_amount    numeric(12,2) not null,
  amount         numeric(12,2) not null,
  currency       varchar(3)    not null,
  primary key (credit_note_id, position)
);

create table credit_note_number (
  year integer primary key,
  last bigint  not null
);
comment on table credit_note_number is 'The last number given in each year; locked from the moment a number is taken until its credit note is stored.';
--rollback drop table credit_note_number;
--rollback drop table credit_note_line;
--rollback drop table credit_note;

--changeset motorpool:billed-price
--comment: The price that a reservation was billed at, to compare a new one with, and what happened once and for all.
alter table billed_reservation add column settled boolean not null default false;
create table billed_line (
  reservation_id uuid          not null references billed_reservation,
  position       integer       not null,
  type           varchar(20)   not null,
  description    varchar(200)  not null,
  quantity       integer       not null,
  unit_amount    numeric(12,2) not null,
  amount         numeric(12,2) not null,
  currency       varchar(3)    not null,
  primary key (reservation_id, position)
);
insert into billed_line (reservation_id, position, type, description, quantity, unit_amount, amount, currency)
select i.reservation_id, l.position, l.type, l.description, l.quantity, l.unit_amount, l.amount, l.currency
from invoice i join invoice_line l on l.invoice_id = i.id join billed_reservation b on b.reservation_id = i.reservation_id
where b.outcome = 'INVOICED';
--rollback drop table billed_line;
--rollback alter table billed_reservation drop column settled;
