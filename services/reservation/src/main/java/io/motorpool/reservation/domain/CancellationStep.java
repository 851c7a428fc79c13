package io.motorpool.reservation.domain;

/**
 * What a cancellation costs until some time before the start.
 *
 * @param hoursBefore when the step ends, in hours before the start, that moment included
 * @param charge what it costs
 */
public record CancellationStep(int hoursBefore, CancellationCharge charge) {}
