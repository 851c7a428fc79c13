/** The billing service as its neighbours see it: over HTTP and through events. */
package io.motorpool.billing;
