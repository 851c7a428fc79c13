/** The billing contract over HTTP: resources, and the way from entities to generated models. */
package io.motorpool.billing.api;
