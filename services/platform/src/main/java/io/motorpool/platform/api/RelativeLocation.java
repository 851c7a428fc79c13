package io.motorpool.platform.api;

import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import org.glassfish.jersey.server.ServerProperties;

/**
 * Leaves Location headers relative (RFC 9110, 10.2.2 allows it): behind the gateway a service does
 * not know the address its callers use.
 */
@Provider
public class RelativeLocation implements Feature {

  @Override
  public boolean configure(FeatureContext context) {
    context.property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true);
    return true;
  }
}
