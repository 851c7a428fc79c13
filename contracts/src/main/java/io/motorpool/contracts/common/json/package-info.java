/** How an amount of money travels in JSON: the one thing the generator cannot say by itself. */
package io.motorpool.contracts.common.json;
