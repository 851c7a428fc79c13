/** The running service against its contract. */
package io.motorpool.customer.api;
