/**
 * Events between the services: the outbox a change writes its event to in its own transaction, the
 * relay that hands the outbox to the broker, and the inbox that makes a repeated delivery harmless.
 * The wire is in {@code connector}; what the events say belongs to each service's {@code
 * messaging}.
 */
package io.motorpool.platform.messaging;
