package io.motorpool.local;

/** On the broker that comes with Motorpool. */
class RentalOnEmbeddedBrokerIT extends RentalTests {}
