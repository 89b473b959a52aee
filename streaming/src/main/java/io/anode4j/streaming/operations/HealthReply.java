package io.anode4j.streaming.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** What probes are told: 200 or 503, with the reason of each check. */
final class HealthReply {
  private HealthReply() {}

  static Reply to(Request request, Health health) {
    boolean well =
        switch (request.segment(1)) {
          case "live" -> health.live();
          case "ready" -> health.ready();
          default ->
              throw new IllegalArgumentException(
                  "'%s' is no question about health; expected /health/live or /health/ready"
                      .formatted(request.uri().getPath()));
        };
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("status", well ? "up" : "down");
    ArrayNode checks = body.putArray("checks");
    for (Health.Check check : health.checks()) {
      checks
          .addObject()
          .put("name", check.name())
          .put("status", check.status().name().toLowerCase(Locale.ROOT))
          .put("reason", check.reason());
    }
    return Reply.json(well ? 200 : 503, body);
  }
}
