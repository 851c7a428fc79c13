--liquibase formatted sql

--changeset motorpool:branch-tax-and-turnaround
--comment: The tax on what is rented at a branch, and the time that a vehicle needs between two rentals.
alter table branch add column tax_percent numeric(4,2) not null default 0
  constraint branch_tax_percent check (tax_percent >= 0);
alter table branch add column turnaround_minutes integer not null default 0
  constraint branch_turnaround check (turnaround_minutes >= 0);
--rollback alter table branch drop column turnaround_minutes;
--rollback alter table branch drop column tax_percent;

--changeset motorpool:vehicle-class-terms
--comment: What a class charges beyond its rate, and how it is settled. Amounts are in the class's currency.
alter table vehicle_class add column full_driver_age integer;
alter table vehicle_class add column young_driver_amount numeric(12,2);
alter table vehicle_class add column included_kilometres_per_day integer;
alter table vehicle_class add column excess_kilometre_amount numeric(12,2);
alter table vehicle_class add column missing_fuel_amount numeric(12,2);
alter table vehicle_class add column late_return_grace_minutes integer not null default 29;
alter table vehicle_class add column early_return_credit_percent integer not null default 50;
--rollback alter table vehicle_class drop column early_return_credit_percent;
--rollback alter table vehicle_class drop column late_return_grace_minutes;
--rollback alter table vehicle_class drop column missing_fuel_amount;
--rollback alter table vehicle_class drop column excess_kilometre_amount;
--rollback alter table vehicle_class drop column included_kilometres_per_day;
--rollback alter table vehicle_class drop column young_driver_amount;
--rollback alter table vehicle_class drop column full_driver_age;

--changeset motorpool:class-rate
--comment: What a class costs from one day on. On days without a row in force the class's own rate holds.
create table class_rate (
  id            uuid          primary key,
  vehicle_class varchar(4)    not null references vehicle_class,
  valid_from    date          not null,
  valid_until   date,
  currency      varchar(3)    not null,
  hourly_amount numeric(12,2) not null,
  daily_amount  numeric(12,2) not null,
  weekly_amount numeric(12,2) not null,
  version       bigint        not null,
  constraint class_rate_begins_once unique (vehicle_class, valid_from),
  constraint class_rate_validity check (valid_until >= valid_from),
  constraint class_rate_amounts check (least(hourly_amount, daily_amount, weekly_amount) >= 0)
);
comment on column class_rate.valid_until is 'The last day, included; null where it holds without end.';
--rollback drop table class_rate;

--changeset motorpool:season
--comment: When renting costs more or less.
create table season (
  id            uuid         primary key,
  name          varchar(100) not null,
  first_day     date         not null,
  last_day      date         not null,
  factor        numeric(4,2) not null,
  vehicle_class varchar(4)   references vehicle_class,
  branch_id     uuid         references branch,
  version       bigint       not null,
  constraint season_days check (last_day >= first_day),
  constraint season_factor check (factor between 0.10 and 10.00)
);
create index season_by_days on season (last_day, first_day);
--rollback drop table season;

--changeset motorpool:extra
--comment: What can be rented along with a vehicle.
create table extra (
  code               varchar(30)   primary key,
  name               varchar(100)  not null,
  description        varchar(1000) not null,
  charge             varchar(10)   not null,
  price_amount       numeric(12,2) not null,
  currency           varchar(3)    not null,
  maximum_per_rental integer       not null,
  version            bigint        not null,
  constraint extra_charge_known check (charge in ('PER_DAY', 'PER_RENTAL')),
  constraint extra_price check (price_amount >= 0),
  constraint extra_maximum check (maximum_per_rental > 0)
);
--rollback drop table extra;

--changeset motorpool:one-way-fee
--comment: What a return at another branch costs; without a row it is free.
create table one_way_fee (
  id             uuid          primary key,
  from_branch_id uuid          not null references branch,
  to_branch_id   uuid          not null references branch,
  fee_amount     numeric(12,2) not null,
  currency       varchar(3)    not null,
  version        bigint        not null,
  constraint one_way_fee_once unique (from_branch_id, to_branch_id),
  constraint one_way_fee_elsewhere check (from_branch_id <> to_branch_id),
  constraint one_way_fee_amount check (fee_amount >= 0)
);
--rollback drop table one_way_fee;
