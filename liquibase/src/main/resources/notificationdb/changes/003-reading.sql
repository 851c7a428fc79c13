--liquibase formatted sql

--changeset motorpool:notification-read
--comment: When the customer read it; what was not read is counted by the index.
alter table notification add column read_at timestamptz;
create index notification_unread on notification (customer_id, id) where read_at is null;
--rollback drop index notification_unread; alter table notification drop column read_at;
