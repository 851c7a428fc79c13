/**
 * Makes the collection and the environment for Postman out of the contracts and of the rental that
 * {@code rental.yaml} tells. Runs in the build only; the files are what others need of it.
 */
package io.motorpool.postman;
