/** The analytics contract over HTTP, and the figures behind it. */
package io.motorpool.analytics.api;
