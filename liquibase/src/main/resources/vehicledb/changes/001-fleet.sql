--liquibase formatted sql

--changeset motorpool:branch
--comment: Where vehicles are picked up and returned, and when the branches are open.
create table branch (
  id          uuid         primary key,
  code        varchar(5)   not null,
  name        varchar(100) not null,
  time_zone   varchar(64)  not null,
  street      varchar(200) not null,
  city        varchar(100) not null,
  postal_code varchar(20)  not null,
  country     varchar(2)   not null,
  version     bigint       not null,
  constraint branch_code_unique unique (code)
);
create table branch_opening_hours (
  branch_id   uuid        not null references branch,
  day_of_week varchar(9)  not null,
  opens_at    time        not null,
  closes_at   time        not null,
  primary key (branch_id, day_of_week),
  constraint branch_opening_hours_order check (closes_at > opens_at)
);
comment on table branch_opening_hours is 'In the branch''s own time zone; a day without a row is closed.';
--rollback drop table branch_opening_hours;
--rollback drop table branch;

--changeset motorpool:vehicle-class
--comment: What vehicles have in common that are rented on the same terms.
create table vehicle_class (
  code               varchar(4)    primary key,
  name               varchar(100)  not null,
  description        varchar(1000) not null,
  minimum_driver_age integer       not null,
  currency           varchar(3)    not null,
  hourly_amount      numeric(12,2) not null,
  daily_amount       numeric(12,2) not null,
  weekly_amount      numeric(12,2) not null,
  deposit_amount     numeric(12,2) not null,
  version            bigint        not null,
  constraint vehicle_class_amounts
    check (least(hourly_amount, daily_amount, weekly_amount, deposit_amount) >= 0)
);
--rollback drop table vehicle_class;

--changeset motorpool:vehicle
--comment: The fleet.
create table vehicle (
  id                  uuid        primary key,
  registration_number varchar(15) not null,
  make                varchar(60) not null,
  model               varchar(60) not null,
  model_year          integer     not null,
  vehicle_class       varchar(4)  not null references vehicle_class,
  branch_id           uuid        not null references branch,
  placed_at           timestamptz,
  odometer_km         integer     not null,
  status              varchar(20) not null,
  version             bigint      not null,
  constraint vehicle_registration_number_unique unique (registration_number),
  constraint vehicle_status_known check (status in ('IN_SERVICE', 'OUT_OF_SERVICE', 'RETIRED')),
  constraint vehicle_odometer check (odometer_km >= 0)
);
comment on column vehicle.placed_at is 'When it came to branch_id; null while it stands where it was registered.';
create index vehicle_by_branch on vehicle (branch_id, id);
create index vehicle_by_class on vehicle (vehicle_class, id);
create index vehicle_by_status on vehicle (status, id);
--rollback drop table vehicle;

--changeset motorpool:schedule-entry
--comment: Who has which vehicle when, as the reservations' events told it.
create table schedule_entry (
  reservation_id      uuid        primary key,
  vehicle_id          uuid        not null,
  return_branch_id    uuid        not null,
  starts_at           timestamptz not null,
  ends_at             timestamptz not null,
  status              varchar(20) not null,
  reservation_version bigint      not null,
  constraint schedule_entry_status_known check (status in
    ('PENDING', 'CONFIRMED', 'ACTIVE', 'COMPLETED', 'CANCELLED', 'EXPIRED', 'NO_SHOW')),
  constraint schedule_entry_period check (ends_at >= starts_at)
);
comment on table schedule_entry is
  'One row a reservation, those that came to nothing included, so that an event that is late is known to be.';
create index schedule_entry_by_vehicle on schedule_entry (vehicle_id, ends_at);
--rollback drop table schedule_entry;
