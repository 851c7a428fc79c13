/** The customer contract over HTTP: the resource, and the way between entities and models. */
package io.motorpool.customer.api;
