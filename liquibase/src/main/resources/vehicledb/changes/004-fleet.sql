--liquibase formatted sql

--changeset motorpool:branch-turnaround
--comment: How long a vehicle is looked after between two rentals, at the branch where the earlier one ends.
alter table branch add column turnaround_minutes integer not null default 0
  constraint branch_turnaround check (turnaround_minutes between 0 and 10080);
--rollback alter table branch drop column turnaround_minutes;

--changeset motorpool:schedule-entry-pickup-branch
--comment: Where a reservation needs its vehicle; null for what was heard before this column was there.
alter table schedule_entry add column pickup_branch_id uuid;
--rollback alter table schedule_entry drop column pickup_branch_id;

--changeset motorpool:maintenance-window
--comment: When vehicles are in the workshop. A vehicle has no two windows at the same time.
create table maintenance_window (
  id         uuid         primary key,
  vehicle_id uuid         not null references vehicle,
  starts_at  timestamptz  not null,
  ends_at    timestamptz  not null,
  reason     varchar(500) not null,
  version    bigint       not null,
  constraint maintenance_window_period check (ends_at > starts_at),
  constraint maintenance_window_no_overlap exclude using gist
    (vehicle_id with =, tstzrange(starts_at, ends_at, '[)') with &&)
);
create index maintenance_window_by_vehicle on maintenance_window (vehicle_id, id);
--rollback drop table maintenance_window;

--changeset motorpool:registration-number-of-the-fleet
--comment: The number of a vehicle that has left the fleet may be given to another one.
--loosens: vehicle_registration_number_unique on vehicle (registration_number) because no version looks a vehicle up by it
alter table vehicle drop constraint vehicle_registration_number_unique;
create unique index vehicle_registration_number_unique on vehicle (registration_number)
  where status <> 'RETIRED';
--rollback drop index vehicle_registration_number_unique;
--rollback alter table vehicle add constraint vehicle_registration_number_unique unique (registration_number);
