/**
 * Who is calling, and what they may do. A request's token is verified here, whatever the gateway
 * has looked at before; the contract says which roles may call an operation; and {@link
 * io.motorpool.platform.identity.Caller} says which customers' things the caller may see. The token
 * is handed on to the neighbours that a request asks. What events and timers bring about has no
 * caller, and asks nobody.
 */
package io.motorpool.platform.identity;
