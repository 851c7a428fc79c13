/** Tests of what those who run a service look after. */
package io.motorpool.platform.operations;
