/** Servers and lines of the tests' own, which they may stop, kill and cut. */
package io.motorpool.platform.testing;
