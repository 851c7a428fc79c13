/** The present moment, as a bean, so that a test can set it. */
package io.motorpool.platform.time;
