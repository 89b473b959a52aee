package io.anode4j.streaming.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.streaming.ActiveModel;
import io.anode4j.streaming.operations.SensorQueries.Answer;
import io.anode4j.streaming.reload.ModelReloader;
import io.anode4j.streaming.reload.ReloadOutcome;
import io.anode4j.streaming.reload.SensorType;
import io.anode4j.streaming.reload.ServingModel;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Which path answers what. */
final class Routes {
  private static final int DEFAULT_LIMIT = 200;
  private static final int MOST_LISTED = 100_000;
  private static final int DEFAULT_STEPS = 20;
  private static final int MOST_ASKED = 1000;

  private final OperationsSources sources;

  Routes(OperationsSources sources) {
    this.sources = sources;
  }

  Reply answer(Request request, boolean vouched) throws IOException {
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    if (request.path().equals(List.of("model", "rollback"))) {
      return rollback(request, vouched);
    }
    if (!reads) {
      return Reply.error(405, request.method() + " is not served here; use GET")
          .with(Map.of("Allow", "GET, HEAD"));
    }
    return switch (request.segment(0)) {
      case "health" -> HealthReply.to(request, sources.health().get());
      case "metrics" ->
          Reply.text(200, "text/plain; version=0.0.4; charset=utf-8", sources.metrics().get());
      case "sensors" -> sensors(request);
      case "anomalies" -> anomalies(request);
      case "model" -> Reply.json(200, models());
      default -> page(request);
    };
  }

  private Reply sensors(Request request) {
    String known = request.query().get("known");
    if (request.path().size() == 1 && known != null) {
      return Reply.json(200, partitions(known));
    }
    if (request.path().size() == 1) {
      request.expectOnly("limit", "search");
      int limit = request.whole("limit", DEFAULT_LIMIT, 1, MOST_LISTED);
      return Reply.json(200, list(limit, request.query().getOrDefault("search", "")));
    }
    String id = request.segment(1);
    return switch (request.segment(2)) {
      case "" -> reply(sensor(id, request), id, request);
      case "forecast" -> reply(sources.queries().forecast(id, span(id, request)), id, request);
      case "recent" -> recent(id, request);
      default -> notFound(request);
    };
  }

  /** Instances ask each other by it, so that sensors in two partitions are found. */
  private ObjectNode partitions(String known) {
    List<String> ids = List.of(known.split("\n", -1));
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    sources
        .queries()
        .partitions(ids.subList(0, Math.min(ids.size(), MOST_ASKED)))
        .forEach(
            (id, found) -> {
              ArrayNode list = body.putArray(id);
              found.forEach(list::add);
            });
    return body;
  }

  /** Instances ask each other about what they have themselves: nobody is asked twice. */
  private Answer sensor(String id, Request request) {
    boolean hereAlone = request.query().containsKey("here");
    return hereAlone ? sources.queries().here(id) : sources.queries().sensor(id);
  }

  private Reply anomalies(Request request) {
    if (request.path().size() > 1) {
      return notFound(request);
    }
    request.expectOnly("limit");
    int limit = request.whole("limit", DEFAULT_LIMIT, 1, EpisodeBoard.MOST_OPEN);
    return Reply.json(200, sources.feed().episodes(limit));
  }

  private ObjectNode list(int limit, String search) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("total", sources.feed().size());
    body.set("counts", sources.feed().counts());
    body.set("sensors", sources.feed().overview(limit, search));
    ArrayNode local = body.putArray("local");
    sources.queries().local(limit).stream().sorted().forEach(local::add);
    return body;
  }

  /** The horizon of training, unless another number of seconds is asked for. */
  private ForecastSpan span(String id, Request request) {
    request.expectOnly("horizon", "steps");
    double trained = horizon(sources.reloaders().models().current(id));
    if (!request.query().containsKey("horizon") && !(trained > 0)) {
      throw new IllegalArgumentException(
          "the model was trained without a horizon; expected one in seconds, such as ?horizon=60");
    }
    return new ForecastSpan(
        request.number("horizon", trained),
        request.whole("steps", DEFAULT_STEPS, 1, ForecastSpan.MOST_STEPS));
  }

  /** Results are remembered where they were made, since it was started. */
  private Reply recent(String id, Request request) {
    ObjectNode recent = sources.feed().recent(id);
    if (recent != null) {
      return Reply.json(200, recent);
    }
    Answer answer = sources.queries().sensor(id);
    return answer instanceof SensorQueries.Found
        ? Reply.json(200, LiveFeed.nothing(id))
        : reply(answer, id, request);
  }

  private static Reply reply(Answer answer, String id, Request request) {
    if (answer instanceof SensorQueries.Found found) {
      return Reply.json(200, found.body());
    }
    if (answer instanceof SensorQueries.Elsewhere elsewhere) {
      URI to = elsewhere.instance();
      String query = request.uri().getRawQuery();
      String there = request.uri().getRawPath() + (query == null ? "" : "?" + query);
      return Reply.redirect(to.resolve(there));
    }
    if (answer instanceof SensorQueries.NotNow notNow) {
      return Reply.error(503, notNow.reason()).with(Map.of("Retry-After", "2"));
    }
    if (answer instanceof SensorQueries.NotHere notHere) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put("error", "no sensor '%s' is in the partitions of this instance".formatted(id));
      ArrayNode searched = body.putArray("searched");
      notHere.searched().forEach(searched::add);
      return Reply.json(404, body);
    }
    return unknown(id);
  }

  private static Reply unknown(String id) {
    return Reply.error(
        404,
        "no sensor '%s' is known; expected the key of records that were accepted; see /sensors"
            .formatted(id));
  }

  private double horizon(ActiveModel active) {
    return active.model().horizon() * sources.secondsPerUnit();
  }

  /** The usual model, and those of kinds of sensors. */
  private ObjectNode models() {
    ObjectNode body = model(sources.reloaders().usual());
    List<SensorType> types = sources.reloaders().models().types();
    if (!types.isEmpty()) {
      ObjectNode list = body.putObject("types");
      for (SensorType type : types) {
        ModelReloader reloader = sources.reloaders().of(type.name()).orElseThrow();
        list.set(type.name(), model(reloader).put("sensors", type.sensors().text()));
      }
    }
    return body;
  }

  private ObjectNode model(ModelReloader reloader) {
    ServingModel active = reloader.handle().serving();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("id", active.model().id());
    body.put("source", active.source());
    body.put("generation", active.generation());
    body.put("since", active.since().toString());
    body.put("horizon", horizon(active.active()));
    ArrayNode channels = body.putArray("channels");
    ObjectNode units = JsonNodeFactory.instance.objectNode();
    for (String channel : active.model().channels()) {
      channels.add(channel);
      String unit = sources.units().getOrDefault(channel, active.model().units().get(channel));
      if (unit != null) {
        units.put(channel, unit);
      }
    }
    body.set("units", units);
    return body;
  }

  private Reply rollback(Request request, boolean vouched) {
    if (!request.method().equals("POST")) {
      return Reply.error(405, "going back changes something; use POST")
          .with(Map.of("Allow", "POST"));
    }
    if (!vouched) {
      return Reply.error(403, "the header X-Anode4j is missing; send it with any value");
    }
    request.expectOnly("type");
    String type = request.query().getOrDefault("type", "");
    ModelReloader reloader = sources.reloaders().of(type).orElse(null);
    if (reloader == null) {
      return Reply.error(
          404, "no sensors have the type '%s'; expected one of /model".formatted(type));
    }
    ReloadOutcome outcome = reloader.rollback();
    ObjectNode body = model(reloader);
    body.put("outcome", outcome.sentence());
    return Reply.json(outcome instanceof ReloadOutcome.RolledBack ? 200 : 409, body);
  }

  private static Reply page(Request request) throws IOException {
    String name = request.path().isEmpty() ? "index.html" : request.segment(0);
    return request.path().size() > 1
        ? notFound(request)
        : Pages.file(name).orElseGet(() -> notFound(request));
  }

  private static Reply notFound(Request request) {
    return Reply.error(
        404,
        "there is nothing at %s; expected /, /health/live, /health/ready, /metrics, /anomalies, /sensors or /model"
            .formatted(request.uri().getPath()));
  }
}
