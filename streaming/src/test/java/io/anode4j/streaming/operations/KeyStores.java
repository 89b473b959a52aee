package io.anode4j.streaming.operations;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;

/** Keystores for tests, made by the JDK's own tool. */
public final class KeyStores {
  private static final String ALIAS = "operations";

  private KeyStores() {}

  /** A key and a certificate of its own for this machine. */
  public static Path make(Path file, String password) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                password)
            .redirectErrorStream(true)
            .start();
    byte[] said = keytool.getInputStream().readAllBytes();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException(new String(said, java.nio.charset.Charset.defaultCharset()));
    }
    return file;
  }

  /** The certificate alone. */
  static Path withoutKey(Path from, String password, Path file) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(from)) {
      keys.load(in, password.toCharArray());
    }
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("trusted", keys.getCertificate(ALIAS));
    try (OutputStream out = Files.newOutputStream(file)) {
      certificates.store(out, password.toCharArray());
    }
    return file;
  }
}
