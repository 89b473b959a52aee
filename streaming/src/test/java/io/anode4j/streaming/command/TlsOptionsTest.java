package io.anode4j.streaming.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.cli.CommandFailure;
import io.anode4j.streaming.SensorLookup.NotHere;
import io.anode4j.streaming.SensorLookup.Peer;
import io.anode4j.streaming.operations.KeyStores;
import io.anode4j.streaming.operations.SensorQueries;
import io.anode4j.streaming.operations.ServerTls;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The keystore is an option, its password is not; instances ask each other over HTTPS then. */
class TlsOptionsTest {
  private static final String PASSWORD = "open-sesame-0815";

  @TempDir static Path directory;
  private static Path keys;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = KeyStores.make(directory.resolve("keys.p12"), PASSWORD);
  }

  private static TlsOptions options(Object... words) {
    TlsOptions options = new TlsOptions();
    String[] texts = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      texts[i] = words[i].toString();
    }
    CommandLine.populateCommand(options, texts);
    return options;
  }

  @Test
  void thePasswordComesFromTheEnvironmentOrAFile() throws Exception {
    assertNull(options().read(Map.of()));
    assertNotNull(options("--tls-keystore", keys).read(Map.of(TlsOptions.PASSWORD, PASSWORD)));
    Path secret = Files.writeString(directory.resolve("secret"), PASSWORD + "\n");
    assertNotNull(options("--tls-keystore", keys, "--tls-password-file", secret).read(Map.of()));
    refused("has no password", options("--tls-keystore", keys));
    refused("--tls-keystore beside it", options("--tls-password-file", secret));
    refused(
        "cannot be read",
        options("--tls-keystore", keys, "--tls-password-file", directory.resolve("no")));
    refused(
        "cannot be read",
        options("--tls-keystore", directory.resolve("no"), "--tls-password-file", secret));
  }

  private static void refused(String why, TlsOptions options) {
    CommandFailure e = assertThrows(CommandFailure.class, () -> options.read(Map.of()));
    assertTrue(String.valueOf(e.getMessage()).contains(why), e.getMessage());
  }

  @Test
  void instancesAskEachOtherOverTls() throws Exception {
    ServerTls tls = ServerTls.of(keys, PASSWORD.toCharArray());
    var server =
        com.sun.net.httpserver.HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(new com.sun.net.httpserver.HttpsConfigurator(tls.context()));
    server.createContext(
        "/",
        exchange -> {
          byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      int port = server.getAddress().getPort();
      NotHere<String> question =
          new NotHere<>(new TreeSet<>(List.of(0)), 2, List.of(new Peer("127.0.0.1", port)));
      SensorQueries.Answer answer = new PeerQuestions(null, tls).find("s", question);
      assertEquals(
          "https://127.0.0.1:" + port, ((SensorQueries.Elsewhere) answer).instance().toString());
      assertTrue(new PeerQuestions(null, null).find("s", question) instanceof SensorQueries.NotNow);
    } finally {
      server.stop(0);
    }
  }
}
