/** What the customer service tells others. */
package io.motorpool.customer.messaging;
