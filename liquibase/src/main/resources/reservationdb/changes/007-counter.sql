--liquibase formatted sql

--changeset motorpool:deposit-received
--comment: The deposit that the desk has received, and the damage that the vehicle had before the rental.
alter table reservation
  add column pickup_deposit_amount    numeric(12,2),
  add column pickup_deposit_currency  varchar(3),
  add column pickup_deposit_method    varchar(20),
  add column pickup_deposit_reference varchar(100);
create table reservation_handover_damage (
  reservation_id  uuid         not null references reservation,
  position        integer      not null,
  description     varchar(500) not null,
  charge_amount   numeric(12,2),
  charge_currency varchar(3),
  photos          jsonb,
  primary key (reservation_id, position)
);
--rollback drop table reservation_handover_damage;
--rollback alter table reservation drop column pickup_deposit_amount, drop column pickup_deposit_currency, drop column pickup_deposit_method, drop column pickup_deposit_reference;

--changeset motorpool:damage-charges
--comment: What is charged for damage, where its photographs are, and what the return at another branch costs, before tax.
alter table reservation_damage
  add column charge_amount   numeric(12,2),
  add column charge_currency varchar(3),
  add column photos          jsonb;
alter table reservation add column other_branch_fee_amount numeric(12,2);
--rollback alter table reservation drop column other_branch_fee_amount;
--rollback alter table reservation_damage drop column charge_amount, drop column charge_currency, drop column photos;
