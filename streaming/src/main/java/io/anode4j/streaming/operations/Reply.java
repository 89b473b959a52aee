package io.anode4j.streaming.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What is sent back.
 *
 * @param status the HTTP status
 * @param type the content type
 * @param body the content
 * @param headers further headers
 */
record Reply(int status, String type, byte[] body, Map<String, String> headers) {
  private static final String JSON = "application/json; charset=utf-8";
  private static final JsonMapper MAPPER = new JsonMapper();

  static Reply json(int status, JsonNode body) {
    try {
      return new Reply(status, JSON, MAPPER.writeValueAsBytes(body), Map.of());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON cannot fail to be written", e);
    }
  }

  static Reply text(int status, String type, String body) {
    return new Reply(status, type, body.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** An error in one shape for all: what, and what to do. */
  static Reply error(int status, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("status", status);
    body.put("error", message);
    return json(status, body);
  }

  /** 307 keeps method and body. */
  static Reply redirect(URI to) {
    return error(307, "another instance owns this sensor: " + to)
        .with(Map.of("Location", to.toString()));
  }

  Reply with(Map<String, String> more) {
    return new Reply(status, type, body, more);
  }

  /** Sends it; a HEAD request gets the headers alone. */
  void send(HttpExchange exchange) throws IOException {
    Headers head = exchange.getResponseHeaders();
    protect(head);
    head.set("Content-Type", type);
    head.set("Cache-Control", "no-store");
    headers.forEach(head::set);
    boolean bodiless = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
    exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
    if (!bodiless) {
      exchange.getResponseBody().write(body);
    }
  }

  /** The page loads nothing from elsewhere, and nobody else may frame it or guess types. */
  static void protect(Headers head) {
    head.set(
        "Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'");
    head.set("X-Content-Type-Options", "nosniff");
    head.set("Referrer-Policy", "no-referrer");
  }
}
