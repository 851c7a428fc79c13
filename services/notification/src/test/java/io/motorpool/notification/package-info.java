/** What the tests of the notification service share: the running service, and events to send it. */
package io.motorpool.notification;
