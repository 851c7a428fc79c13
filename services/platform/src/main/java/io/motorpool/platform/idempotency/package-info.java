/**
 * Requests that may be sent again without happening again: the {@code Idempotency-Key} of the
 * contracts. A resource hands its work to {@link io.motorpool.platform.idempotency.Idempotency};
 * the domain does not know of it. Events that come again are the inbox's, not this package's.
 */
package io.motorpool.platform.idempotency;
