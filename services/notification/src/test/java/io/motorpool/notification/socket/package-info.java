/** The live topics over real connections. */
package io.motorpool.notification.socket;
