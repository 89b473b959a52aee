package io.anode4j.streaming.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** The name of an instance that was given none. */
final class HostInstance {
  private HostInstance() {}

  /**
   * Host and state directory: two instances cannot share both, and a restart keeps both. Kafka
   * allows letters, digits, dot, underscore and dash.
   */
  static String name(Path stateDirectory) {
    CRC32 crc = new CRC32();
    crc.update(stateDirectory.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
    return host().replaceAll("[^a-zA-Z0-9._-]", "-") + "-" + Long.toHexString(crc.getValue());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
