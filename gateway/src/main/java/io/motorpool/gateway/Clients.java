package io.motorpool.gateway;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where requests come from. Proxies before the gateway that are named say for whom they ask; of
 * everybody else such words are not believed.
 */
final class Clients {

  private static final int WHOLE_IPV4 = 32;
  private static final int WHOLE_IPV6 = 128;

  private final List<IpSubnetFilterRule> proxies;

  /**
   * @param proxies addresses, or networks as in {@code 10.0.0.0/8}
   * @throws IllegalArgumentException if one is neither
   */
  Clients(List<String> proxies) {
    this.proxies = proxies.stream().map(Clients::network).toList();
  }

  /** The address a request comes from, without a port. */
  String address(HttpServerRequest request) {
    String nearest = request.remoteAddress().hostAddress();
    if (!isProxy(nearest)) {
      return nearest;
    }
    List<String> told =
        Arrays.asList(
            String.join(",", request.headers().getAll("X-Forwarded-For")).split("\\s*,\\s*"));
    // Each proxy appends who asked it: the last one that is no proxy of ours was not made up.
    for (String address : told.reversed()) {
      if (!NetUtil.isValidIpV4Address(address) && !NetUtil.isValidIpV6Address(address)) {
        break;
      }
      nearest = address;
      if (!isProxy(address)) {
        break;
      }
    }
    return nearest;
  }

  /** Whose a connection is, as {@link #household} has it; nobody's in particular if a proxy's. */
  Optional<String> owner(HttpConnection connection) {
    String nearest = connection.remoteAddress().hostAddress();
    return isProxy(nearest) ? Optional.empty() : Optional.of(household(nearest));
  }

  /** Whether the client's own connection is encrypted, be it by a proxy. */
  boolean isSecure(HttpServerRequest request) {
    return request.isSSL()
        || isProxy(request.remoteAddress().hostAddress())
            && "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
  }

  /**
   * Who is meant by an address when requests are counted: with IPv6 everybody has a network of 64
   * bits, and with it as many addresses as there may ever be.
   */
  static String household(String address) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    if (bytes == null || bytes.length == 4) {
      return address;
    }
    Arrays.fill(bytes, 8, 16, (byte) 0);
    return NetUtil.bytesToIpAddress(bytes) + "/64";
  }

  private boolean isProxy(String address) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    if (bytes == null || proxies.isEmpty()) {
      return false;
    }
    InetSocketAddress socket = new InetSocketAddress(address(bytes), 0);
    return proxies.stream().anyMatch(network -> network.matches(socket));
  }

  private static IpSubnetFilterRule network(String text) {
    String[] parts = text.split("/", 2);
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(parts[0]);
    if (bytes == null) {
      throw new IllegalArgumentException("'" + text + "' is no address and no network");
    }
    InetAddress address = address(bytes);
    int whole = address instanceof Inet6Address ? WHOLE_IPV6 : WHOLE_IPV4;
    try {
      return new IpSubnetFilterRule(
          address, parts.length == 1 ? whole : Integer.parseInt(parts[1]), IpFilterRuleType.ACCEPT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + text + "' is no address and no network", e);
    }
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("An address has 4 or 16 bytes", e);
    }
  }
}
