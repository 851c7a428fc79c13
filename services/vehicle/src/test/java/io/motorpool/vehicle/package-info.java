/** What the tests of the vehicle service need to start it, to talk to it and to send it events. */
package io.motorpool.vehicle;
