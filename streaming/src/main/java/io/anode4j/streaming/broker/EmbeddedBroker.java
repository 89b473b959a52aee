package io.anode4j.streaming.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka node, broker and controller in one (KRaft), in this JVM, bound to the loopback
 * interface. Its data outlive it: started again on the same directory, also after a crash, it goes
 * on where it was.
 *
 * <p>A fatal fault inside Kafka ends the JVM, as it would end a broker of its own.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int NODE = 1;

  /** A port taken by somebody between choosing and binding it is met by choosing again. */
  private static final int ATTEMPTS = 3;

  private final DirectoryLock lock;
  private final KafkaRaftServer server;
  private final int port;
  private final Path directory;
  private boolean closed;

  private EmbeddedBroker(DirectoryLock lock, KafkaRaftServer server, int port, Path directory) {
    this.lock = lock;
    this.server = server;
    this.port = port;
    this.directory = directory;
  }

  /**
   * Starts on a free port.
   *
   * @param directory where topics live; made when it is absent
   * @return the running broker
   * @throws BrokerException when the directory is in use or cannot be written
   */
  public static EmbeddedBroker start(Path directory) {
    return start(directory, 0);
  }

  /**
   * Starts on a port.
   *
   * @param directory where topics live; made when it is absent
   * @param port port of the loopback interface, 0 for a free one
   * @return the running broker
   * @throws BrokerException when directory or port are in use, or the directory cannot be written
   */
  public static EmbeddedBroker start(Path directory, int port) {
    return start(directory, port, Map.of());
  }

  /**
   * Starts with settings of Kafka's brokers beside its own, such as those of TLS and SASL. Its
   * listener for clients is called {@code BROKER}.
   *
   * @param directory where topics live; made when it is absent
   * @param port port of the loopback interface, 0 for a free one
   * @param settings settings that win over its own
   * @return the running broker
   * @throws BrokerException when directory or port are in use, the directory cannot be written, or
   *     a setting is wrong
   */
  public static EmbeddedBroker start(Path directory, int port, Map<String, String> settings) {
    Path home = directory.toAbsolutePath();
    DirectoryLock lock = DirectoryLock.take(home);
    try {
      format(home);
      for (int attempt = 1; ; attempt++) {
        int broker = port == 0 ? freePort() : port;
        KafkaRaftServer server = null;
        try {
          server = new KafkaRaftServer(config(home, broker, freePort(), settings), Time.SYSTEM);
          server.startup();
          return new EmbeddedBroker(lock, server, broker, home);
        } catch (RuntimeException e) {
          // Whatever was started has threads that would keep the JVM alive.
          if (server != null) {
            server.shutdown();
          }
          if (port != 0 || attempt == ATTEMPTS) {
            throw new BrokerException(
                "The embedded broker did not start on port "
                    + broker
                    + " with data in "
                    + home
                    + ": "
                    + e.getMessage()
                    + "; expected a free port and the data of this version: name another port or"
                    + " directory",
                e);
          }
        }
      }
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Address for clients, {@code host:port}. */
  public String bootstrap() {
    return HOST + ":" + port;
  }

  /** Where topics live. */
  public Path directory() {
    return directory;
  }

  /** Stops the node and gives the directory back; a second call does nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    server.shutdown();
    server.awaitShutdown();
    lock.close();
  }

  private static void format(Path home) {
    Path meta = home.resolve("meta");
    if (Files.exists(meta.resolve("meta.properties"))) {
      return;
    }
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silent)
          .setNodeId(NODE)
          .setClusterId(Uuid.randomUuid().toString())
          .setDirectories(List.of(home.resolve("data").toString(), meta.toString()))
          .setMetadataLogDirectory(meta.toString())
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setControllerListenerName("CONTROLLER")
          // A run that died between the two directories leaves one that is formatted.
          .setIgnoreFormatted(true)
          .run();
    } catch (Exception e) {
      throw new BrokerException(
          "The data directory "
              + home
              + " cannot be made ready: "
              + e.getMessage()
              + "; expected one that can be written, empty or used by this broker: name another",
          e);
    }
  }

  private static KafkaConfig config(
      Path home, int port, int controller, Map<String, String> settings) {
    Properties p = new Properties();
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", Integer.toString(NODE));
    p.setProperty(
        "listeners", "BROKER://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controller);
    p.setProperty("advertised.listeners", "BROKER://" + HOST + ":" + port);
    p.setProperty("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.setProperty("inter.broker.listener.name", "BROKER");
    p.setProperty("controller.listener.names", "CONTROLLER");
    // Static voters: the controller's port may be another one at the next start.
    p.setProperty("controller.quorum.voters", NODE + "@" + HOST + ":" + controller);
    p.setProperty("log.dirs", home.resolve("data").toString());
    // Apart from the topics, Kafka locks it first: a second guard beside the lock of our own.
    p.setProperty("metadata.log.dir", home.resolve("meta").toString());
    for (String topic :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      p.setProperty(topic + ".replication.factor", "1");
    }
    // Transactions hang without these two.
    p.setProperty("transaction.state.log.min.isr", "1");
    p.setProperty("share.coordinator.state.topic.min.isr", "1");
    // 50 each otherwise: a hundred directories for one machine.
    p.setProperty("offsets.topic.num.partitions", "4");
    p.setProperty("transaction.state.log.num.partitions", "4");
    // Nobody else is about to join.
    p.setProperty("group.initial.rebalance.delay.ms", "0");
    // A broker that was killed waits for the end of its own former session below, and until then
    // its partitions seem to have no leader: Kafka would take them for deleted, end transactions
    // that have timed out without a word to them, and nobody could read beyond those ever again.
    p.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "15000");
    p.setProperty("auto.create.topics.enable", "false");
    // 128 MB of heap otherwise.
    p.setProperty("log.cleaner.dedupe.buffer.size", "16777216");
    // A restart after a crash waits for its own former session.
    p.setProperty("broker.session.timeout.ms", "6000");
    p.setProperty("broker.heartbeat.interval.ms", "250");
    p.putAll(settings);
    return KafkaConfig.fromProps(p, false);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new BrokerException("No port of " + HOST + " is free", e);
    }
  }
}
