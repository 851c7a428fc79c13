package io.motorpool.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.X509KeyManager;

/**
 * What the gateway proves its name with, so that it can be spoken to in private.
 *
 * @param certificate the certificate and those between it and its authority, as a PEM file
 * @param key the private key to it, unencrypted, as a PEM file
 */
record ServerCertificate(Path certificate, Path key) {

  static final String CERTIFICATE = "MOTORPOOL_TLS_CERTIFICATE";
  static final String KEY = "MOTORPOOL_TLS_KEY";

  /** What is older is broken (RFC 8996). */
  private static final Set<String> VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

  private static final List<String> ALGORITHMS = List.of("RSA", "EC");
  private static final byte[] PROBE = {1, 2, 3};

  /**
   * Reads both files as they are now.
   *
   * @throws IllegalArgumentException if one cannot be used, or they do not belong together; the
   *     message names the variable and the file, and has nothing of what is in it
   */
  ServerSSLOptions read(Vertx vertx) {
    PemKeyCertOptions pem =
        new PemKeyCertOptions()
            .addCertValue(content(CERTIFICATE, certificate))
            .addKeyValue(content(KEY, key));
    boolean pair;
    try {
      pair = isPair((X509KeyManager) pem.getKeyManagerFactory(vertx).getKeyManagers()[0]);
    } catch (Exception e) {
      throw new IllegalArgumentException(
          "%s, %s: %s and %s are no certificate and key in PEM (%s)"
              .formatted(CERTIFICATE, KEY, certificate, key, e.getMessage()),
          e);
    }
    if (!pair) {
      throw new IllegalArgumentException(
          "%s, %s: %s and %s do not belong together".formatted(CERTIFICATE, KEY, certificate, key));
    }
    return new ServerSSLOptions()
        .setKeyCertOptions(pem)
        .setEnabledSecureTransportProtocols(VERSIONS)
        // The limits and refusals of this gateway are made for HTTP/1.1.
        .setUseAlpn(false);
  }

  /** Whether what the key signs is good by the certificate. */
  private static boolean isPair(X509KeyManager keys) throws GeneralSecurityException {
    String alias =
        ALGORITHMS.stream()
            .map(algorithm -> keys.getServerAliases(algorithm, null))
            .filter(Objects::nonNull)
            .flatMap(Arrays::stream)
            .findFirst()
            .orElseThrow(() -> new GeneralSecurityException("The key is neither RSA nor EC"));
    PrivateKey secret = keys.getPrivateKey(alias);
    String algorithm = secret.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(secret);
    signature.update(PROBE);
    byte[] signed = signature.sign();
    try {
      signature.initVerify(keys.getCertificateChain(alias)[0].getPublicKey());
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (InvalidKeyException | SignatureException e) {
      // A key of another kind, or of another curve.
      return false;
    }
  }

  private static Buffer content(String variable, Path file) {
    try {
      return Buffer.buffer(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s: %s cannot be read (%s)".formatted(variable, file, e.getClass().getSimpleName()), e);
    }
  }

  /** The folders that the files are in. */
  List<Path> folders() {
    return List.of(certificate, key).stream()
        .map(file -> file.toAbsolutePath().getParent())
        .distinct()
        .toList();
  }
}
