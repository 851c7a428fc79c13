/**
 * Invoices, their payments and the rules of both. Knows neither HTTP resources nor messages; what
 * it needs to know of a reservation comes as a {@code Charge}.
 */
package io.motorpool.billing.domain;
