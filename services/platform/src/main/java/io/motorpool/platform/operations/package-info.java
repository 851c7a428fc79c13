/**
 * What those who run a service look after, over HTTP and alike in every service. The contracts give
 * each service paths of its own for it, so that a service's resource only passes on.
 */
package io.motorpool.platform.operations;
