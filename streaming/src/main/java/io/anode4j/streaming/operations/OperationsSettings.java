package io.anode4j.streaming.operations;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where operations listen, and to whom they answer.
 *
 * @param address interface and port; port 0 takes a free one
 * @param mostListeners live pages at the same time
 * @param token what whoever asks has to know; null for nothing
 * @param hosts names under which it may be asked; empty: any, or on this machine alone its own
 * @param tls key and certificates of HTTPS; null for plain HTTP
 */
public record OperationsSettings(
    InetSocketAddress address,
    int mostListeners,
    @Nullable String token,
    Set<String> hosts,
    @Nullable ServerTls tls) {
  private static final int MOST_LISTENERS = 32;

  /** Takes a copy. */
  public OperationsSettings {
    hosts = Set.copyOf(hosts);
  }

  /**
   * Without a token.
   *
   * @param address interface and port; port 0 takes a free one
   * @param mostListeners live pages at the same time
   */
  public OperationsSettings(InetSocketAddress address, int mostListeners) {
    this(address, mostListeners, null, Set.of(), null);
  }

  /**
   * On this machine alone, which is the default: nothing here asks who is there.
   *
   * @param port a port, 0 for a free one
   * @return the settings
   */
  public static OperationsSettings loopback(int port) {
    return at(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /**
   * On an interface of one's choice; protect it by a token and the network or a proxy.
   *
   * @param address interface and port
   * @return the settings
   */
  public static OperationsSettings at(InetSocketAddress address) {
    return new OperationsSettings(address, MOST_LISTENERS);
  }

  /**
   * The same for those alone who know a token, health aside: as {@code Authorization: Bearer}, or
   * in a browser as the password of any name.
   *
   * @param secret the token; null for none
   * @return other settings
   */
  public OperationsSettings withToken(@Nullable String secret) {
    return new OperationsSettings(address, mostListeners, secret, hosts, tls);
  }

  /**
   * The same for requests to some names alone, health aside.
   *
   * @param names what may stand in {@code Host}, without a port; empty as before
   * @return other settings
   */
  public OperationsSettings withHosts(Set<String> names) {
    return new OperationsSettings(address, mostListeners, token, names, tls);
  }

  /**
   * The same over HTTPS.
   *
   * @param key key and certificates; null for plain HTTP
   * @return other settings
   */
  public OperationsSettings withTls(@Nullable ServerTls key) {
    return new OperationsSettings(address, mostListeners, token, hosts, key);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "OperationsSettings[" + address + (token == null ? "" : ", by token") + "]";
  }
}
