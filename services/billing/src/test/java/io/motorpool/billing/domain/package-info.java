/** The rules of invoices, by themselves. */
package io.motorpool.billing.domain;
