/**
 * The one public door. Takes a request, finds its route among those of the contracts, and passes it
 * on to a replica of the service that answers it; WebSockets too. Decides nothing about rentals.
 */
package io.motorpool.gateway;
