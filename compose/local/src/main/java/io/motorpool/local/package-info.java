/**
 * Runs the whole platform on one machine, and walks a rental through it.
 *
 * <p>Database server, broker and issuer run inside or beside this JVM; every service and the
 * gateway is a process of its own. Whatever is started here is stopped here, in whichever way it
 * ends.
 */
package io.motorpool.local;
