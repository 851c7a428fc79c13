/** Customers, their driving licences, and the rules of who may drive. Knows nothing of HTTP. */
package io.motorpool.customer.domain;
