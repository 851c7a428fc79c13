/** What decides whether a service gets requests, and what an operator sees of its connections. */
package io.motorpool.platform.health;
