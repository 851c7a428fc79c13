package io.motorpool.platform.messaging.connector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whose certificates are believed when the connection to the broker is encrypted.
 *
 * @param authority the certificates of the only authorities to believe, as a PEM file; without one
 *     those that Java knows are believed
 */
record Encryption(Optional<Path> authority) {

  static final String AUTHORITY_KEY = "motorpool.broker.certificate-authority";

  /**
   * For connections that believe these authorities. The file is read each time, so that a renewed
   * one counts from the next connection on.
   *
   * @throws IllegalArgumentException if the file cannot be read, or has no certificate in it
   */
  SSLContext context() {
    try {
      if (authority.isEmpty()) {
        return SSLContext.getDefault();
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted(certificates(authority.get())));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "%s: %s cannot be used (%s)"
              .formatted(AUTHORITY_KEY, authority.orElse(null), e.getClass().getSimpleName()),
          e);
    }
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream pem = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(pem);
      if (found.isEmpty()) {
        // An empty list would be believed to mean nobody only when somebody connects.
        throw new IllegalArgumentException(
            "%s: %s has no certificate in it".formatted(AUTHORITY_KEY, file));
      }
      return found;
    }
  }

  private static KeyStore trusted(Collection<? extends Certificate> certificates)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("authority" + store.size(), certificate);
    }
    return store;
  }
}
