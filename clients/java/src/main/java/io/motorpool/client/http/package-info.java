/**
 * How a call becomes HTTP and an answer an object: what the generated calls stand on. Nobody else
 * needs it, and it may change with any release.
 */
package io.motorpool.client.http;
