--liquibase formatted sql

--changeset motorpool:reservation-fact-details
--comment: When a reservation was made, picked up and returned, as it says itself, and whether all of its events are in the log.
alter table reservation_fact
  add column booked_at     timestamptz,
  add column picked_up_at  timestamptz,
  add column returned_at   timestamptz,
  add column logged_events bigint  not null default 0,
  add column unlogged      boolean not null default true;
comment on column reservation_fact.booked_at is 'Null in facts from before it was kept; created_at is as good then.';
comment on column reservation_fact.returned_at is 'Null before the return, and in facts from before it was kept; completed_at is as good then.';
comment on column reservation_fact.logged_events is 'How many logged events were applied; who changes the fact without the log does not count here.';
comment on column reservation_fact.unlogged is 'Whether an event that is not in the log had an effect here, so that a rebuild must keep the fact.';
--rollback alter table reservation_fact drop column booked_at, drop column picked_up_at, drop column returned_at, drop column logged_events, drop column unlogged;

--changeset motorpool:reservation-fact-unlogged splitStatements:false
--comment: A replica of before the log, which still runs beside the new ones, changes facts without knowing of the mark; here it is set for it.
create function mark_unlogged() returns trigger language plpgsql as $$
begin
  new.unlogged := true;
  return new;
end
$$;
create trigger reservation_fact_unlogged before update on reservation_fact
  for each row when (new.logged_events = old.logged_events) execute function mark_unlogged();
--rollback drop trigger reservation_fact_unlogged on reservation_fact; drop function mark_unlogged();

--changeset motorpool:reservation-fact-occupied
--comment: The time that a reservation keeps a vehicle busy, null if it came to nothing; found by its overlap with a range of days.
alter table reservation_fact add column occupied tstzrange generated always as (
  case when status in ('PENDING', 'CONFIRMED', 'ACTIVE', 'COMPLETED') then
    tstzrange(
      least(starts_at, picked_up_at),
      greatest(least(starts_at, picked_up_at), coalesce(returned_at, completed_at, ends_at)))
  end) stored;
create index reservation_fact_occupied on reservation_fact using gist (occupied);
create index reservation_fact_booked on reservation_fact (coalesce(booked_at, created_at));
--rollback drop index reservation_fact_booked; alter table reservation_fact drop column occupied;

--changeset motorpool:invoice-change
--comment: One row a version of an invoice that was told: what it comes to and what was paid. The difference to the version before is revenue of that day.
create table invoice_change (
  invoice_id     uuid          not null,
  version        bigint        not null,
  reservation_id uuid          not null,
  currency       varchar(3)    not null,
  changed_at     timestamptz   not null,
  charged_amount numeric(12,2) not null,
  paid_amount    numeric(12,2) not null,
  overdue_at     timestamptz,
  unlogged       boolean       not null default false,
  primary key (invoice_id, version)
);
comment on table invoice_change is
  'charged_amount is what is owed and what was paid together: the total, or nothing once the invoice is credited.';
comment on column invoice_change.unlogged is
  'Whether it comes from invoice_fact, which was kept before the log and is still written to by replicas of that time.';
create index invoice_change_by_moment on invoice_change (changed_at);
create index invoice_change_overdue on invoice_change (overdue_at) where overdue_at is not null;
--rollback drop table invoice_change;

--changeset motorpool:invoice-change-of-fact splitStatements:false
--comment: What invoice_fact holds becomes changes, now and whenever a replica of before the log writes to it. Of an event that is logged as well nothing is taken from there.
create function keep_invoice_changes() returns trigger language plpgsql as $$
begin
  insert into invoice_change (
    invoice_id, version, reservation_id, currency, changed_at, charged_amount, paid_amount, unlogged)
  select new.invoice_id, step.version, new.reservation_id, new.currency, step.moment, step.charged, step.paid, true
  from (values
    (0::bigint, new.invoiced_at, new.invoiced_amount, 0.00),
    (new.version - case when new.credited_at is null then 0 else 1 end, new.received_at,
     coalesce(new.invoiced_amount, new.total_amount), new.received_amount),
    (new.version, new.credited_at, 0.00, coalesce(new.received_amount, new.paid_amount)))
    as step (version, moment, charged, paid)
  where step.moment is not null
  on conflict (invoice_id, version) do nothing;
  return null;
end
$$;
create trigger invoice_fact_changes after insert or update on invoice_fact
  for each row execute function keep_invoice_changes();
update invoice_fact set version = version;
--rollback drop trigger invoice_fact_changes on invoice_fact; drop function keep_invoice_changes();
