/** The rules of the domain, without a container. */
package io.motorpool.analytics.domain;
