package io.anode4j.streaming.command;

import io.anode4j.cli.CommandFailure;
import io.anode4j.streaming.operations.ServerTls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a session serves its operations and looks for new models.
 *
 * @param listen interface and port of operations and page
 * @param advertised {@code host:port} at which other instances reach them; null for where they
 *     listen
 * @param modelsDirectory directory that is watched for new models; null for none
 * @param modelsTopic topic of manifests; null for none
 * @param token what whoever asks operations has to know; null for nothing
 * @param hosts names under which they may be asked; empty for any
 * @param health interface and port where health alone is served as well; null for none
 * @param tls key and certificates of HTTPS; null for plain HTTP
 */
record StreamOptions(
    InetSocketAddress listen,
    @Nullable String advertised,
    @Nullable Path modelsDirectory,
    @Nullable String modelsTopic,
    @Nullable String token,
    Set<String> hosts,
    @Nullable InetSocketAddress health,
    @Nullable ServerTls tls) {

  /** Open to all who reach the address. */
  StreamOptions(
      InetSocketAddress listen,
      @Nullable String advertised,
      @Nullable Path modelsDirectory,
      @Nullable String modelsTopic) {
    this(listen, advertised, modelsDirectory, modelsTopic, null, Set.of(), null, null);
  }

  /** A topic only names files; they lie in the directory. */
  StreamOptions {
    if (modelsTopic != null && modelsDirectory == null) {
      throw CommandFailure.usage(
          "--models-topic names a topic of manifests, but there is no directory of models; expected"
              + " the directory that holds the files; add --models DIR",
          null);
    }
  }

  /** Reads {@code HOST:PORT} or {@code PORT} of {@code --listen}. */
  static InetSocketAddress address(String text) {
    return address("--listen", text);
  }

  /** Reads {@code HOST:PORT} or {@code PORT} of an option. */
  static InetSocketAddress address(String option, String text) {
    int at = text.lastIndexOf(':');
    String host = at < 0 ? "127.0.0.1" : text.substring(0, at);
    try {
      int port = Integer.parseInt(text.substring(at + 1));
      String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
      return new InetSocketAddress(InetAddress.getByName(bare), port);
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      throw refused(option, text, e);
    } catch (UnknownHostException e) {
      throw refused(option, text, e);
    }
  }

  private static CommandFailure refused(String option, String text, Exception cause) {
    return CommandFailure.usage(
        "%s is '%s'; expected HOST:PORT of this machine, such as 127.0.0.1:7070; correct it"
            .formatted(option, text),
        cause);
  }

  /** Names that may be asked for: those that were stated, and that under which others find it. */
  Set<String> allowed() {
    if (hosts.isEmpty()) {
      return hosts;
    }
    Set<String> all = new HashSet<>(hosts);
    all.add(reachable(0).replaceFirst(":[0-9]+$", ""));
    return all;
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
