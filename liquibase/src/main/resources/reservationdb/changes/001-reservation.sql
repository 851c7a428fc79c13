--liquibase formatted sql

--changeset motorpool:reservation
--comment: Who has which vehicle when; the exclusion constraint is the truth about double booking.
create table reservation (
  id                    uuid          primary key,
  customer_id           uuid          not null,
  vehicle_id            uuid          not null,
  vehicle_class         varchar(4)    not null,
  pickup_branch_id      uuid          not null,
  return_branch_id      uuid          not null,
  starts_at             timestamptz   not null,
  ends_at               timestamptz   not null,
  status                varchar(20)   not null,
  currency              varchar(3)    not null,
  total_amount          numeric(12,2) not null,
  deposit_amount        numeric(12,2) not null,
  hold_expires_at       timestamptz,
  invoice_id            uuid,
  cancellation_reason   varchar(500),
  picked_up_at          timestamptz,
  pickup_odometer_km    integer,
  pickup_fuel_percent   integer,
  returned_at           timestamptz,
  handback_branch_id    uuid,
  handback_odometer_km  integer,
  handback_fuel_percent integer,
  version               bigint        not null,
  created_at            timestamptz   not null,
  updated_at            timestamptz   not null,
  constraint reservation_status_known check (status in
    ('PENDING', 'CONFIRMED', 'ACTIVE', 'COMPLETED', 'CANCELLED', 'EXPIRED', 'NO_SHOW')),
  constraint reservation_period check (ends_at > starts_at),
  constraint reservation_hold check ((hold_expires_at is not null) = (status = 'PENDING')),
  constraint reservation_no_overlap exclude using gist
    (vehicle_id with =, tstzrange(starts_at, ends_at, '[)') with &&)
    where (status in ('PENDING', 'CONFIRMED', 'ACTIVE'))
);
create index reservation_by_customer on reservation (customer_id, id);
create index reservation_by_vehicle on reservation (vehicle_id, id);
create index reservation_holds on reservation (hold_expires_at) where status = 'PENDING';

create table reservation_price_line (
  reservation_id uuid          not null references reservation,
  position       integer       not null,
  type           varchar(20)   not null,
  description    varchar(200)  not null,
  quantity       integer       not null,
  unit_amount    numeric(12,2) not null,
  amount         numeric(12,2) not null,
  currency       varchar(3)    not null,
  primary key (reservation_id, position)
);

create table reservation_damage (
  reservation_id uuid         not null references reservation,
  position       integer      not null,
  description    varchar(500) not null,
  primary key (reservation_id, position)
);
--rollback drop table reservation_damage;
--rollback drop table reservation_price_line;
--rollback drop table reservation;
