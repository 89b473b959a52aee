package io.anode4j.streaming.operations;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Serves health and nothing else, without a token and by any name, so that probes reach no more.
 */
public final class HealthServer implements AutoCloseable {
  private static final int MOST_READING = 32;
  private static final Duration MOST = Duration.ofSeconds(3);

  private final HttpServer server;
  private final RequestThreads threads = new RequestThreads(MOST_READING, MOST);
  private final Supplier<Health> health;

  private HealthServer(HttpServer server, Supplier<Health> health) {
    this.server = server;
    this.health = health;
  }

  /**
   * Starts serving.
   *
   * @param address interface and port; port 0 takes a free one
   * @param health says how the stream is
   * @return the server, to be closed
   * @throws UncheckedIOException when the address cannot be had
   */
  public static HealthServer start(InetSocketAddress address, Supplier<Health> health) {
    try {
      HealthServer own = new HealthServer(HttpServer.create(address, 0), health);
      own.server.createContext("/", own::handle);
      own.server.setExecutor(own.threads);
      own.server.start();
      return own;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "health cannot be served at %s (%s); expected a free address of this machine; name another port"
              .formatted(address, e.getMessage()),
          e);
    }
  }

  /** {@return the port that was had} */
  public int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      threads.answering(MOST);
      reply(exchange).send(exchange);
    } catch (IOException e) {
      exchange.close(); // who asked went away
    }
  }

  private Reply reply(HttpExchange exchange) {
    String method = exchange.getRequestMethod();
    if (!exchange.getRequestURI().getPath().startsWith("/health/")) {
      return Reply.error(404, "there is health alone here: /health/live and /health/ready");
    }
    try {
      return HealthReply.to(Request.of(method, exchange.getRequestURI()), health.get());
    } catch (IllegalArgumentException e) {
      return Reply.error(400, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
