--liquibase formatted sql

--changeset motorpool:quote
--comment: Prices that hold for a while, and the reservation that took each up.
create table quote (
  id                          uuid          primary key,
  customer_id                 uuid,
  vehicle_class               varchar(4)    not null,
  vehicle_id                  uuid,
  pickup_branch_id            uuid          not null,
  return_branch_id            uuid          not null,
  starts_at                   timestamptz   not null,
  ends_at                     timestamptz   not null,
  driver_age                  integer,
  currency                    varchar(3)    not null,
  deposit_amount              numeric(12,2) not null,
  terms_currency              varchar(3)    not null,
  terms_hourly_amount         numeric(12,2) not null,
  terms_daily_amount          numeric(12,2) not null,
  terms_weekly_amount         numeric(12,2) not null,
  tax_percent                 numeric(4,2)  not null,
  included_km_per_day         integer,
  excess_km_amount            numeric(12,2),
  missing_fuel_amount         numeric(12,2),
  late_return_grace_minutes   integer       not null,
  early_return_credit_percent integer       not null,
  expires_at                  timestamptz   not null,
  reservation_id              uuid          references reservation,
  version                     bigint        not null,
  created_at                  timestamptz   not null,
  constraint quote_period check (ends_at > starts_at)
);
create index quote_expires_at on quote (expires_at);

create table quote_price_line (
  quote_id    uuid          not null references quote on delete cascade,
  position    integer       not null,
  type        varchar(20)   not null,
  description varchar(200)  not null,
  quantity    integer       not null,
  unit_amount numeric(12,2) not null,
  amount      numeric(12,2) not null,
  currency    varchar(3)    not null,
  primary key (quote_id, position)
);

create table quote_extra (
  quote_id    uuid          not null references quote on delete cascade,
  position    integer       not null,
  code        varchar(30)   not null,
  name        varchar(100)  not null,
  quantity    integer       not null,
  charge      varchar(20)   not null,
  unit_amount numeric(12,2) not null,
  currency    varchar(3)    not null,
  primary key (quote_id, position)
);
--rollback drop table quote_extra;
--rollback drop table quote_price_line;
--rollback drop table quote;
