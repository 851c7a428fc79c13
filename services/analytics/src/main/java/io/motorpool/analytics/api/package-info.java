/** The analytics contract over HTTP. */
package io.motorpool.analytics.api;
