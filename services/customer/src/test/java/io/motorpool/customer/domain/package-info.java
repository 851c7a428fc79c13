/** The rules of who may drive, without database and HTTP. */
package io.motorpool.customer.domain;
