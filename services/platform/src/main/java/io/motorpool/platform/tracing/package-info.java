/**
 * The thread that runs through a request, the calls it causes and the events it leads to: the
 * {@code traceparent} of W3C Trace Context, taken over from whoever calls and handed on to whoever
 * is called. Nothing is recorded here; a tracing backend can join by it.
 */
package io.motorpool.platform.tracing;
