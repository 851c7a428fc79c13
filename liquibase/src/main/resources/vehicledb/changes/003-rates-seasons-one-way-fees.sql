--liquibase formatted sql

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
comment on column season.last_day is 'Included.';
comment on column season.vehicle_class is 'The only class it is for; null for all.';
comment on column season.branch_id is 'The only branch of the pick-up it is for; null for all.';
create index season_by_days on season (last_day, first_day);
--rollback drop table season;

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
