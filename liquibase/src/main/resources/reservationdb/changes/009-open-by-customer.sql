--liquibase formatted sql

--changeset motorpool:open-by-customer
--comment: Counts what a customer has open, however much there was before.
create index reservation_open_by_customer on reservation (customer_id, id) include (status)
  where status in ('PENDING', 'CONFIRMED', 'ACTIVE');
create index quote_open_by_customer on quote (customer_id, expires_at) where reservation_id is null;
--rollback drop index quote_open_by_customer;
--rollback drop index reservation_open_by_customer;
