package io.motorpool.customer.domain;

/**
 * Something has happened to a customer that others want to know of.
 *
 * @param change what happened
 * @param customer the customer after it
 */
public record CustomerChanged(Change change, Customer customer) {

  /** What can happen to a customer. */
  public enum Change {
    REGISTERED,
    REPLACED,
    ERASED
  }
}
