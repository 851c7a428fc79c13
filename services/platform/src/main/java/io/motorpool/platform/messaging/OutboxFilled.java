package io.motorpool.platform.messaging;

/** A committed transaction has left at least one event in the outbox. */
public record OutboxFilled() {}
