--liquibase formatted sql

--changeset motorpool:cancellation-policy
--comment: What it costs to call a rental off or not to come, by class. The terms are read and written as a whole.
create table cancellation_policy (
  code          varchar(30)  primary key,
  name          varchar(100) not null,
  vehicle_class varchar(4),
  terms         jsonb        not null,
  version       bigint       not null,
  constraint cancellation_policy_of_class unique (vehicle_class)
);
insert into cancellation_policy (code, name, terms, version) values ('STANDARD', 'Standard', '{
  "steps": [
    {"hoursBefore": 48, "charge": {"kind": "FREE", "quantity": 0}},
    {"hoursBefore": 24, "charge": {"kind": "PERCENT", "quantity": 30}},
    {"hoursBefore": 0, "charge": {"kind": "PERCENT", "quantity": 50}}
  ],
  "noShow": {"kind": "PERCENT", "quantity": 80}
}', 0);
--rollback drop table cancellation_policy;

--changeset motorpool:reservation-cancellation
--comment: A reservation keeps the policy it was made under; those made before have none and are free to cancel.
alter table reservation add column cancellation_terms jsonb;
alter table reservation add column cancellation_fee_amount numeric(12,2);
--rollback alter table reservation drop column cancellation_fee_amount;
--rollback alter table reservation drop column cancellation_terms;
