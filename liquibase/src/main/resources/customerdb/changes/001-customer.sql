--liquibase formatted sql

--changeset motorpool:customer
--comment: Who rents, with which driving licence. Personal data.
create table customer (
  id                 uuid         primary key,
  first_name         varchar(100) not null,
  last_name          varchar(100) not null,
  email              varchar(254) not null,
  phone              varchar(30),
  date_of_birth      date         not null,
  licence_number     varchar(40)  not null,
  licence_country    varchar(2)   not null,
  licence_issued_on  date         not null,
  licence_expires_on date         not null,
  street             varchar(200),
  city               varchar(100),
  postal_code        varchar(20),
  country            varchar(2),
  version            bigint       not null,
  created_at         timestamptz  not null,
  updated_at         timestamptz  not null,
  constraint customer_licence_period check (licence_expires_on >= licence_issued_on),
  constraint customer_address_whole check (num_nulls(street, city, postal_code, country) in (0, 4))
);
comment on table customer is 'Who rents; personal data that stays in this database.';
-- No two customers share an address, and it is what customers are looked up by; its case does not matter.
create unique index customer_email_unique on customer (lower(email));
--rollback drop table customer;
