--liquibase formatted sql

--changeset motorpool:past-rental
--comment: What was rented before Motorpool was in use: what it was known by then, and what was charged for it.
alter table reservation
  add column past_reference      varchar(100),
  add column past_charged_amount numeric(12,2);
comment on column reservation.past_reference is 'Null on every reservation that was made here.';
create unique index reservation_by_past_reference on reservation (past_reference);
--rollback alter table reservation drop column past_reference, drop column past_charged_amount;
