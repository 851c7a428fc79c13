/** What a contract must say, and that what is generated from it says the same. */
package io.motorpool.contracts;
