/**
 * The wire between MicroProfile Reactive Messaging channels and an AMQP 0-9-1 broker: the connector
 * {@code motorpool-amqp}, which stays on Helidon's JMS connector and RabbitMQ's JMS client and does
 * what they leave out, namely a real consumer instead of polling, an acknowledgement only after the
 * broker's confirm, and connections that come back.
 *
 * <p>A channel never ends because of the broker or of a message. What a message says, whether it
 * was seen before and when it is given up is not decided here.
 */
package io.motorpool.platform.messaging.connector;
