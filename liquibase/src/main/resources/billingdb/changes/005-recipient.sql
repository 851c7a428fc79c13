--liquibase formatted sql

--changeset motorpool:customer
--comment: Whom invoices are made out to, as the customer service tells of it.
create table customer (
  id                    uuid         primary key,
  version               bigint       not null,
  erased                boolean      not null default false,
  recipient_name        varchar(201),
  recipient_street      varchar(200),
  recipient_city        varchar(100),
  recipient_postal_code varchar(20),
  recipient_country     varchar(2),
  constraint customer_whole check ((recipient_name is null) = erased),
  constraint customer_address_whole check (
    num_nulls(recipient_street, recipient_city, recipient_postal_code, recipient_country) in (0, 4)
    and (recipient_name is not null or recipient_street is null))
);
comment on column customer.version is 'Of the customer, to tell a late event from news.';
comment on column customer.erased is 'Nothing is left but the id, so that a late event is recognised.';
--rollback drop table customer;

--changeset motorpool:invoice-recipient
--comment: Whom an invoice was made out to when it was issued. It stays when the customer is erased, as invoices have to be kept.
alter table invoice add column recipient_name varchar(201);
alter table invoice add column recipient_street varchar(200);
alter table invoice add column recipient_city varchar(100);
alter table invoice add column recipient_postal_code varchar(20);
alter table invoice add column recipient_country varchar(2);
create index invoice_without_recipient on invoice (customer_id) where recipient_name is null;
--rollback drop index invoice_without_recipient; alter table invoice drop column recipient_country, drop column recipient_postal_code, drop column recipient_city, drop column recipient_street, drop column recipient_name;
