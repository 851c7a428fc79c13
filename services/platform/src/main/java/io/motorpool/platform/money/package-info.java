/** Amounts of money and their arithmetic; the same for every service. */
package io.motorpool.platform.money;
