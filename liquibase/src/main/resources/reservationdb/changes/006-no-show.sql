--liquibase formatted sql

--changeset motorpool:no-show
--comment: Finds the reservations that nobody came for.
create index reservation_awaited on reservation (starts_at) where status = 'CONFIRMED';
--rollback drop index reservation_awaited;
