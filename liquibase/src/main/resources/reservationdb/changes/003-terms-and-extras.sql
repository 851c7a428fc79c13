--liquibase formatted sql

--changeset motorpool:terms-and-extras
--comment: What the tariff said at the booking: extras, and the terms to settle by. Reservations from before have neither.
alter table reservation
  add column terms_currency              varchar(3),
  add column terms_hourly_amount         numeric(12,2),
  add column terms_daily_amount          numeric(12,2),
  add column terms_weekly_amount         numeric(12,2),
  add column tax_percent                 numeric(4,2),
  add column included_km_per_day         integer,
  add column excess_km_amount            numeric(12,2),
  add column missing_fuel_amount         numeric(12,2),
  add column late_return_grace_minutes   integer,
  add column early_return_credit_percent integer;
comment on column reservation.missing_fuel_amount is 'For each percentage point that is missing.';

create table reservation_extra (
  reservation_id uuid          not null references reservation,
  position       integer       not null,
  code           varchar(30)   not null,
  name           varchar(100)  not null,
  quantity       integer       not null,
  charge         varchar(20)   not null,
  unit_amount    numeric(12,2) not null,
  currency       varchar(3)    not null,
  primary key (reservation_id, position),
  constraint reservation_extra_charge check (charge in ('PER_DAY', 'PER_RENTAL')),
  constraint reservation_extra_quantity check (quantity > 0)
);
comment on table reservation_extra is 'What is rented along with the vehicle, at the price of the booking, before tax.';
--rollback drop table reservation_extra;
--rollback alter table reservation drop column terms_currency, drop column terms_hourly_amount, drop column terms_daily_amount, drop column terms_weekly_amount, drop column tax_percent, drop column included_km_per_day, drop column excess_km_amount, drop column missing_fuel_amount, drop column late_return_grace_minutes, drop column early_return_credit_percent;
