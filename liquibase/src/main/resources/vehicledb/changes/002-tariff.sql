--liquibase formatted sql

--changeset motorpool:branch-tax
--comment: The tax on what is rented at a branch.
alter table branch add column tax_percent numeric(4,2) not null default 0
  constraint branch_tax_percent check (tax_percent >= 0);
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

