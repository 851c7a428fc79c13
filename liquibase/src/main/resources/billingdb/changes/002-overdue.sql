--liquibase formatted sql

--changeset motorpool:invoice-overdue
--comment: When an invoice was found to be overdue, so that others hear of it once.
alter table invoice add column overdue_at timestamptz;
create index invoice_not_overdue_yet on invoice (due_on, id) where status = 'ISSUED' and overdue_at is null;
--rollback drop index invoice_not_overdue_yet;
--rollback alter table invoice drop column overdue_at;
