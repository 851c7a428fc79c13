package io.motorpool.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority of the test's own, which issues certificates for servers. Everything is
 * made by the running JDK's {@code keytool} and kept in a folder, as PEM files.
 */
public final class TestAuthority {

  private static final char[] PASSWORD = "of the test".toCharArray();
  private static final String AUTHORITY = "authority";
  private static final long LIMIT_SECONDS = 60;

  private final Path folder;
  private final Path store;
  private int issued;

  /**
   * Makes an authority.
   *
   * @param folder an empty folder, which is created if need be and keeps all files
   */
  public TestAuthority(Path folder) {
    this.folder = folder;
    this.store = folder.resolve("keys.p12");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    keytool(AUTHORITY, "CN=Authority " + folder.getFileName(), "-ext", "bc:critical=ca:true");
    write(authority(), pem("CERTIFICATE", List.of(encoded(chain(AUTHORITY).getLast()))));
  }

  /**
   * A server's certificate and the key to it.
   *
   * @param certificate the certificate, as a PEM file
   * @param key its private key, as a PEM file that only its owner may read
   */
  public record Issued(Path certificate, Path key) {}

  /**
   * Issues a certificate.
   *
   * @param names what it is good for, for example {@code dns:localhost} or {@code ip:127.0.0.1}
   */
  public Issued issue(String... names) {
    String alias = "server" + ++issued;
    keytool(alias, "CN=" + alias, "-signer", AUTHORITY, "-ext", "san=" + String.join(",", names));
    Issued files = new Issued(folder.resolve(alias + ".pem"), folder.resolve(alias + "-key.pem"));
    write(
        files.certificate(),
        pem("CERTIFICATE", chain(alias).stream().map(TestAuthority::encoded).toList()));
    write(files.key(), pem("PRIVATE KEY", List.of(key(alias))));
    return files;
  }

  /** The authority's own certificate, as a PEM file: what a client is to trust. */
  public Path authority() {
    return folder.resolve("authority.pem");
  }

  /** For a client that trusts this authority and no other. */
  public SSLContext trust() {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(AUTHORITY, chain(AUTHORITY).getLast());
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keytool(String alias, String name, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-keystore",
                store.toString(),
                "-storepass",
                String.valueOf(PASSWORD)));
    command.addAll(Arrays.asList(more));
    Path output = folder.resolve("keytool.txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException("keytool: " + Files.readString(output));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private KeyStore keys() throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(store)) {
      keys.load(file, PASSWORD);
    }
    return keys;
  }

  private List<Certificate> chain(String alias) {
    try {
      return List.of(keys().getCertificateChain(alias));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] key(String alias) {
    try {
      return keys().getKey(alias, PASSWORD).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] encoded(Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String what, List<byte[]> parts) {
    Base64.Encoder base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return parts.stream()
        .map(
            part ->
                "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                    .formatted(what, base64.encodeToString(part)))
        .collect(Collectors.joining());
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text, StandardCharsets.US_ASCII);
      // PostgreSQL takes no key that others could read.
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
