/**
 * The live topics: WebSockets that push a customer's events as they come in.
 *
 * <p>A client hears of what happens while it is connected; what it missed is under {@code
 * /notifications}. What it sends itself is not read: any message ends the connection with 1003. The
 * server pings, and a client that does not answer is let go. One that reads too slowly is closed
 * with 1013 once too much waits for it, and so neither other clients nor the consumer ever wait for
 * it. Whoever is connected when the service stops is closed with 1001.
 */
package io.motorpool.notification.socket;
