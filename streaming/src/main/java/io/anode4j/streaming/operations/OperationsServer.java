package io.anode4j.streaming.operations;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves operations over HTTP or HTTPS.
 *
 * <table>
 *   <caption>What there is</caption>
 *   <tr><td>{@code GET /health/live}, {@code /health/ready}</td><td>200 or 503, with reasons</td></tr>
 *   <tr><td>{@code GET /metrics}</td><td>Prometheus text</td></tr>
 *   <tr><td>{@code GET /sensors}</td><td>sensors with their last score</td></tr>
 *   <tr><td>{@code GET /sensors/{id}}</td><td>state, from the owning instance</td></tr>
 *   <tr><td>{@code GET /sensors/{id}/forecast?horizon=60&steps=20}</td><td>extrapolation</td></tr>
 *   <tr><td>{@code GET /sensors/{id}/recent}</td><td>latest results</td></tr>
 *   <tr><td>{@code GET /model}, {@code POST /model/rollback}</td><td>model in service</td></tr>
 *   <tr><td>{@code GET /events}</td><td>results as server-sent events</td></tr>
 *   <tr><td>{@code GET /}</td><td>the live page</td></tr>
 * </table>
 *
 * <p>A request that changes something must carry the header {@code X-Anode4j}, which no other
 * site's page can send; on the loopback interface only local names are answered to.
 *
 * <p>Requests that come in part, or whose answers are not taken, are cut off after seconds and keep
 * no other from its answer, that about health least of all.
 */
public final class OperationsServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OperationsServer.class);

  /** Requests whose heads are read at the same time; a complete one takes no time to read. */
  private static final int MOST_READING = 128;

  /** Answers under way at the same time, beside open pages; of health there is always one more. */
  private static final int MOST_ANSWERING = 32;

  /** How long a request's head may take to come, and its answer to be made and taken. */
  private static final Duration HEAD = Duration.ofSeconds(3);

  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** Connections that may wait to be accepted. */
  private static final int BACKLOG = 512;

  private final HttpServer server;
  private final RequestThreads threads = new RequestThreads(MOST_READING, HEAD);
  private final Semaphore answering = new Semaphore(MOST_ANSWERING);
  private final OperationsSettings settings;
  private final OperationsSources sources;
  private final Access access;
  private final Routes routes;
  private final Set<LiveListener> pages = ConcurrentHashMap.newKeySet();

  private OperationsServer(
      HttpServer server, OperationsSettings settings, OperationsSources sources) {
    this.server = server;
    this.settings = settings;
    this.sources = sources;
    this.access = new Access(settings);
    this.routes = new Routes(sources);
  }

  /**
   * Starts serving.
   *
   * @param settings where
   * @param sources what
   * @return the server, to be closed
   * @throws UncheckedIOException when the address cannot be had
   */
  public static OperationsServer start(OperationsSettings settings, OperationsSources sources) {
    try {
      HttpServer http = listening(settings);
      OperationsServer server = new OperationsServer(http, settings, sources);
      http.createContext("/", server::handle);
      http.setExecutor(server.threads);
      http.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "operations cannot listen at %s (%s); expected a free address of this machine; name another port"
              .formatted(settings.address(), e.getMessage()),
          e);
    }
  }

  private static HttpServer listening(OperationsSettings settings) throws IOException {
    ServerTls tls = settings.tls();
    if (tls == null) {
      return HttpServer.create(settings.address(), BACKLOG);
    }
    HttpsServer https = HttpsServer.create(settings.address(), BACKLOG);
    https.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
    return https;
  }

  /** {@return where the live page is} */
  public URI uri() {
    InetSocketAddress bound = server.getAddress();
    String host = bound.getAddress().isAnyLocalAddress() ? "127.0.0.1" : bound.getHostString();
    String scheme = settings.tls() == null ? "http" : "https";
    return URI.create(
        "%s://%s:%d/"
            .formatted(scheme, host.contains(":") ? "[" + host + "]" : host, bound.getPort()));
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      if (isEvents(exchange)) {
        threads.answering(null);
        stream(exchange);
      } else {
        threads.answering(ANSWER);
        answer(exchange);
      }
    } catch (IOException e) {
      LOG.debug("{} went away", exchange.getRemoteAddress(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isEvents(HttpExchange exchange) {
    return exchange.getRequestURI().getPath().equals("/events")
        && exchange.getRequestMethod().equals("GET");
  }

  /** Whether the process lives is asked most when it is busy: that answer waits for no other. */
  private void answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().startsWith("/health/")) {
      reply(exchange).send(exchange);
    } else if (answering.tryAcquire()) {
      try {
        reply(exchange).send(exchange);
      } finally {
        answering.release();
      }
    } else {
      Reply.error(503, MOST_ANSWERING + " questions are being answered already; ask again")
          .with(Map.of("Retry-After", "1"))
          .send(exchange);
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    boolean health = exchange.getRequestURI().getPath().startsWith("/health/");
    Reply refusal = access.refusal(exchange.getRequestHeaders(), health);
    if (refusal != null) {
      return refusal;
    }
    boolean vouched = exchange.getRequestHeaders().containsKey("X-Anode4j");
    try {
      return routes.answer(
          Request.of(exchange.getRequestMethod(), exchange.getRequestURI()), vouched);
    } catch (IllegalArgumentException e) {
      return Reply.error(400, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.warn("{} could not be answered", exchange.getRequestURI(), e);
      return Reply.error(500, "unexpected failure: " + e + "; see the log");
    }
  }

  private void stream(HttpExchange exchange) throws IOException, InterruptedException {
    Reply refusal = access.refusal(exchange.getRequestHeaders(), false);
    if (refusal != null) {
      refusal.send(exchange);
      return;
    }
    if (pages.size() >= settings.mostListeners()) {
      Reply.error(503, "%d pages are open already; close one".formatted(pages.size()))
          .send(exchange);
      return;
    }
    Reply.protect(exchange.getResponseHeaders());
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, 0);
    LiveListener page = new LiveListener();
    pages.add(page);
    sources.feed().add(page);
    try {
      page.writeTo(exchange.getResponseBody());
    } finally {
      sources.feed().remove(page);
      pages.remove(page);
    }
  }

  /** Stops serving; open pages are let go. */
  @Override
  public void close() {
    List.copyOf(pages).forEach(LiveListener::close);
    server.stop(0);
    threads.close();
  }
}
