/**
 * A database server, an AMQP broker and an OpenID Connect issuer that run without being installed;
 * and, for tests, what production has in their place: RabbitMQ and Keycloak.
 *
 * <p>For tests and for one developer's machine: all listen on the loopback address only, and their
 * passwords are known to everybody. Nothing of this is part of a service.
 */
package io.motorpool.embedded;
