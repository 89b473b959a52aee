package io.anode4j.streaming.operations;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The key and certificate with which operations are served over TLS. Instances that ask each other
 * trust the certificates in this keystore, the chain of their own key's included, and no others.
 *
 * @param context what sockets are made by
 */
public record ServerTls(SSLContext context) {

  /**
   * Reads a keystore.
   *
   * @param keystore a file in PKCS #12 or JKS with one private key
   * @param password its password, which is the key's too
   * @return key and certificates
   * @throws IllegalArgumentException when it cannot be read, or there is no key in it
   */
  public static ServerTls of(Path keystore, char[] password) {
    try {
      KeyStore store = load(keystore, password);
      if (Collections.list(store.aliases()).stream().noneMatch(alias -> isKey(store, alias))) {
        throw refused(keystore, "holds no private key", null);
      }
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(certificates(store));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return new ServerTls(context);
    } catch (IOException | GeneralSecurityException e) {
      throw refused(keystore, "cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static KeyStore load(Path keystore, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    try (InputStream in = Files.newInputStream(keystore)) {
      store.load(in, password);
    }
    return store;
  }

  private static boolean isKey(KeyStore store, String alias) {
    try {
      return store.isKeyEntry(alias);
    } catch (GeneralSecurityException e) {
      return false; // not loaded, which it is
    }
  }

  /** All certificates of a keystore as ones to be trusted. */
  private static KeyStore certificates(KeyStore store)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    for (String alias : Collections.list(store.aliases())) {
      List<Certificate> found = new ArrayList<>();
      Certificate[] chain = store.getCertificateChain(alias);
      if (chain == null) {
        found.add(store.getCertificate(alias));
      } else {
        Collections.addAll(found, chain);
      }
      for (Certificate one : found) {
        trusted.setCertificateEntry("trusted-" + trusted.size(), one);
      }
    }
    return trusted;
  }

  private static IllegalArgumentException refused(
      Path keystore, String why, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "the keystore %s %s; expected a private key with its certificates in PKCS #12, and the"
                .formatted(keystore, why)
            + " password of both: name another file, or correct the password",
        cause);
  }
}
