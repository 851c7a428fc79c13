/** The notification contract over HTTP. */
package io.motorpool.notification.api;
