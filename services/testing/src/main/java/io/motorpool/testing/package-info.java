/**
 * A service as its tests see it: running, with its real database and a real broker, reached over
 * HTTP and AMQP like anybody would.
 */
package io.motorpool.testing;
