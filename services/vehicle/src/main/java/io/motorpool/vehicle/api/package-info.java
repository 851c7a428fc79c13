/** The vehicle contract over HTTP: resources, and the way between entities and models. */
package io.motorpool.vehicle.api;
