package io.motorpool.notification.domain;

/** There is a mail to send now. Told once that is committed. */
public record MailQueued() {}
