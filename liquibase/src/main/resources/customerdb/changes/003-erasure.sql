--liquibase formatted sql

--changeset motorpool:customer-status
--comment: Whether the customer was erased. What must not be null is overwritten then, and so can still be read by a service of the version before this one.
alter table customer add column status varchar(10) not null default 'ACTIVE'
  constraint customer_status check (status in ('ACTIVE', 'ERASED'));
--rollback alter table customer drop column status;
