--liquibase formatted sql

--changeset motorpool:announce-customers
--comment: Who was registered before there were events is told of now, so that others have their copy.
insert into outbox (event_id, type, subject, body)
select e.id, 'customer.changed', c.id,
       json_strip_nulls(json_build_object(
         'specversion', '1.0',
         'id', e.id,
         'source', '/motorpool/customer',
         'type', 'customer.changed',
         'subject', c.id,
         'time', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
         'datacontenttype', 'application/json',
         'data', json_build_object(
           'id', c.id,
           'status', c.status,
           'firstName', c.first_name,
           'lastName', c.last_name,
           'email', c.email,
           'phone', c.phone,
           'address', case when c.street is not null then json_build_object(
             'street', c.street, 'city', c.city, 'postalCode', c.postal_code, 'country', c.country) end,
           'version', c.version)))::text
  from customer c
 cross join lateral (select gen_random_uuid() as id where c.id is not null offset 0) e
 where c.status = 'ACTIVE'
 order by c.id;
--rollback delete from outbox where type = 'customer.changed';
