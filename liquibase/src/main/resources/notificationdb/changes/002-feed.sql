--liquibase formatted sql

--changeset motorpool:notification-feed
--comment: The place of a notification among those of its customer, and the event to send to who missed it.
-- Both may be null: a service of the version before this one goes on writing without them until it is replaced.
alter table notification add column sequence bigint;
alter table notification add column event text;
comment on column notification.sequence is 'From 1 on, for each customer, in the order of commits.';
comment on column notification.event is 'The CloudEvent as it came; null for what was told before events were kept.';
update notification told
   set sequence = numbered.place
  from (select id, row_number() over (partition by customer_id order by id) as place from notification) numbered
 where told.id = numbered.id;
create unique index notification_by_sequence on notification (customer_id, sequence);
--rollback drop index notification_by_sequence; alter table notification drop column event; alter table notification drop column sequence;
