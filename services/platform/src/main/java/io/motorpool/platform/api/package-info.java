/**
 * What every service's REST interface does the same way: JSON, problem answers (RFC 9457), lists in
 * pages, versions as entity tags. Operations and models come from the contracts, not from here.
 */
package io.motorpool.platform.api;
