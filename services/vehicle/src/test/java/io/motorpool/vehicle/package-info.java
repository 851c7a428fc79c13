/** What the tests of the vehicle service share. */
package io.motorpool.vehicle;
