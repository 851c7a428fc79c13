/** What customers are told of to others, and what the service hears of missing queues. */
package io.motorpool.customer.messaging;
