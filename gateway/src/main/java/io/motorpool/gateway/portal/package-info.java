/**
 * The portal of those who integrate with Motorpool: its contracts to read and to try out, and its
 * events to read. Makes pages out of documents; knows neither where they are from nor how they are
 * served.
 */
package io.motorpool.gateway.portal;
