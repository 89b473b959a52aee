package io.anode4j.streaming.command;

import io.anode4j.cli.CommandFailure;
import io.anode4j.streaming.operations.ServerTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The key with which operations are served over TLS; its password is never an option. */
final class TlsOptions {
  /** Variable with the keystore's password. */
  static final String PASSWORD = "ANODE4J_HTTP_KEYSTORE_PASSWORD";

  @Option(
      names = "--tls-keystore",
      paramLabel = "FILE",
      description =
          "Keystore (PKCS #12) with the private key and certificates by which --listen serves"
              + " HTTPS; its password is in the environment as "
              + PASSWORD
              + ", or in --tls-password-file. Default: none, plain HTTP.")
  private @Nullable Path keystore;

  @Option(
      names = "--tls-password-file",
      paramLabel = "FILE",
      description =
          "File whose first line is the keystore's password. Default: the environment's "
              + PASSWORD
              + ".")
  private @Nullable Path passwordFile;

  /** Key and certificates; null for plain HTTP. */
  @Nullable ServerTls read(Map<String, String> environment) {
    if (keystore == null) {
      if (passwordFile != null) {
        throw CommandFailure.usage(
            "--tls-password-file is of a keystore; expected --tls-keystore beside it; add that, or"
                + " leave it out",
            null);
      }
      return null;
    }
    try {
      return ServerTls.of(keystore, password(environment).toCharArray());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--tls-keystore: " + e.getMessage(), e);
    }
  }

  private String password(Map<String, String> environment) {
    if (passwordFile != null) {
      try {
        return Files.readString(passwordFile).lines().findFirst().orElse("");
      } catch (IOException e) {
        throw CommandFailure.usage(
            "--tls-password-file: %s cannot be read (%s); expected a file with the password; name it"
                .formatted(passwordFile, e),
            e);
      }
    }
    String stated = environment.get(PASSWORD);
    if (stated == null) {
      throw CommandFailure.usage(
          "--tls-keystore has no password; expected it in the environment as "
              + PASSWORD
              + " or in a file; set it, or state --tls-password-file",
          null);
    }
    return stated;
  }
}
