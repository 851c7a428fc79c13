--liquibase formatted sql

--changeset motorpool:topic-ticket
--comment: What opens one WebSocket once, for clients that can send no header with its handshake.
create table topic_ticket (
  hash          bytea        primary key,
  customer_id   uuid         not null,
  good_until    timestamptz  not null,
  session_until timestamptz  not null,
  constraint topic_ticket_hash check (length(hash) = 32)
);
comment on table topic_ticket is 'Tickets that were given out and not redeemed yet, in the database so that any replica can redeem them.';
comment on column topic_ticket.hash is 'SHA-256 of the ticket: whoever reads the table has no ticket.';
comment on column topic_ticket.good_until is 'Until when it can be redeemed.';
comment on column topic_ticket.session_until is 'Until when the WebSocket may stay open: the end of the token that the ticket was given for.';
create index topic_ticket_good_until on topic_ticket (good_until);
--rollback drop table topic_ticket;
