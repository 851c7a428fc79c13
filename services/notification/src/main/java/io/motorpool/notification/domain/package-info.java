/**
 * Notifications and how they are worded, whom they are for, and the mails that carry them. An event
 * becomes exactly one notification, whatever came before or after it: a late event is still
 * something that happened, told with its own moment.
 */
package io.motorpool.notification.domain;
