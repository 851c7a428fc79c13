/** Tests of what the contract does not say by itself. */
package io.motorpool.billing.api;
