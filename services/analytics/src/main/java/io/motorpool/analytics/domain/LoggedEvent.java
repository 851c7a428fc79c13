package io.motorpool.analytics.domain;

import java.time.Instant;

/**
 * An event that was consumed.
 *
 * @param source who published it
 * @param id unique among the events of its source
 * @param type what happened
 * @param time when it happened
 * @param body the whole event as it was received
 */
public record LoggedEvent(String source, String id, String type, Instant time, String body) {}
