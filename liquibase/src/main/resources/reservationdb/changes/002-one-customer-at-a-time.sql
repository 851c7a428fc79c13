--liquibase formatted sql

--changeset motorpool:one-customer-at-a-time
--comment: A vehicle is with one customer at a time, whatever was reserved: it cannot be handed over before it is back.
create unique index reservation_one_active on reservation (vehicle_id) where status = 'ACTIVE';
--rollback drop index reservation_one_active;
