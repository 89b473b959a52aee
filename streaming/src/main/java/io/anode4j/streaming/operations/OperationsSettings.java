package io.anode4j.streaming.operations;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Where operations listen.
 *
 * @param address interface and port; port 0 takes a free one
 * @param mostListeners live pages at the same time
 */
public record OperationsSettings(InetSocketAddress address, int mostListeners) {
  private static final int MOST_LISTENERS = 32;

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
   * On an interface of one's choice; protect it by the network or a proxy.
   *
   * @param address interface and port
   * @return the settings
   */
  public static OperationsSettings at(InetSocketAddress address) {
    return new OperationsSettings(address, MOST_LISTENERS);
  }
}
