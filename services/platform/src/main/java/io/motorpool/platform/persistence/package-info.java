/**
 * Transactions, and what PostgreSQL says when it refuses a change. Entities and queries belong to
 * the services' domains, not here.
 */
package io.motorpool.platform.persistence;
