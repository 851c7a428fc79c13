/** What the tests of the customer service need to start it and to talk to it. */
package io.motorpool.customer;
