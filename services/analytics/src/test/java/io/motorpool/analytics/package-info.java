/** What the tests of the analytics service share: the running service, and events to send it. */
package io.motorpool.analytics;
