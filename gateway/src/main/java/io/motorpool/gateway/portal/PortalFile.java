package io.motorpool.gateway.portal;

/**
 * Something of the portal as it is served.
 *
 * @param mediaType with its character set, where it is text
 * @param policy its Content-Security-Policy
 * @param caching its Cache-Control
 * @param body what it is
 */
public record PortalFile(String mediaType, String policy, String caching, byte[] body) {}
