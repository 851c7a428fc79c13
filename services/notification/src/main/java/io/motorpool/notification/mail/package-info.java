/**
 * E-mail to customers: a worker that takes mails which are due, and the mail server they are handed
 * to. Off unless {@code motorpool.mail.enabled} is true.
 *
 * <p>No transaction is open while a mail is sent. A mail is sent twice only if nobody learns that
 * the mail server took it: it has the same {@code Message-ID} then, by which receivers recognise
 * it.
 */
package io.motorpool.notification.mail;
