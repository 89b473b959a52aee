package io.anode4j.streaming.command;

import io.anode4j.cli.CommandFailure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a session serves its operations and looks for new models.
 *
 * @param listen interface and port of operations and page
 * @param advertised {@code host:port} at which other instances reach them; null for where they
 *     listen
 * @param modelsDirectory directory that is watched for new models; null for none
 * @param modelsTopic topic of manifests; null for none
 */
record StreamOptions(
    InetSocketAddress listen,
    @Nullable String advertised,
    @Nullable Path modelsDirectory,
    @Nullable String modelsTopic) {

  /** A topic only names files; they lie in the directory. */
  StreamOptions {
    if (modelsTopic != null && modelsDirectory == null) {
      throw CommandFailure.usage(
          "--models-topic names a topic of manifests, but there is no directory of models; expected"
              + " the directory that holds the files; add --models DIR",
          null);
    }
  }

  /** Reads {@code HOST:PORT} or {@code PORT}. */
  static InetSocketAddress address(String text) {
    int at = text.lastIndexOf(':');
    String host = at < 0 ? "127.0.0.1" : text.substring(0, at);
    try {
      int port = Integer.parseInt(text.substring(at + 1));
      String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
      return new InetSocketAddress(InetAddress.getByName(bare), port);
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      throw address(text, e);
    } catch (UnknownHostException e) {
      throw address(text, e);
    }
  }

  private static CommandFailure address(String text, Exception cause) {
    return CommandFailure.usage(
        "--listen is '%s'; expected HOST:PORT of this machine, such as 127.0.0.1:7070; correct it"
            .formatted(text),
        cause);
  }

  /** Where other instances find this one, given the port that was had. */
  String reachable(int port) {
    if (advertised != null) {
      return advertised;
    }
    InetAddress address = listen.getAddress();
    String host = address.isAnyLocalAddress() ? hostName() : address.getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "127.0.0.1";
    }
  }
}
