/**
 * Creates the six databases with their roles and brings each to the newest version of its schema.
 *
 * <p>The services never do this themselves: replicas may start together, and none of them holds a
 * role that could change a schema. The change files lie in one resource folder a database.
 */
package io.motorpool.liquibase;
