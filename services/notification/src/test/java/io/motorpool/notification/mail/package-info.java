/** E-mail, sent to a real SMTP server that the tests start. */
package io.motorpool.notification.mail;
