package io.motorpool.gateway;

import java.util.Set;

/**
 * A path of a contract.
 *
 * @param template the path with its parameters in braces, as in {@code /invoices/{invoiceId}}
 * @param methods the HTTP methods that the contract has for it, upper case
 * @param service who answers
 */
record Route(String template, Set<String> methods, String service) {}
