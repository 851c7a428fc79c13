/**
 * What can go wrong for a reason the caller can understand. A service's domain throws failures
 * named after the fact; {@code platform.api} turns them into problem answers. Nothing here knows
 * HTTP.
 */
package io.motorpool.platform.failure;
