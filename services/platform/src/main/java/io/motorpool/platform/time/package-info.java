/**
 * The present moment, as a bean, so that a test can set it; and moments as the contracts show them.
 */
package io.motorpool.platform.time;
