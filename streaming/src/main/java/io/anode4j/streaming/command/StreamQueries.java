package io.anode4j.streaming.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.streaming.ForecastStream;
import io.anode4j.streaming.SensorLookup;
import io.anode4j.streaming.SensorSnapshot;
import io.anode4j.streaming.operations.ForecastJson;
import io.anode4j.streaming.operations.ForecastSpan;
import io.anode4j.streaming.operations.SensorQueries;
import io.anode4j.streaming.record.ForecastRequest;
import io.anode4j.streaming.record.SensorForecast;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Questions about sensors, put to the stream once it runs. */
final class StreamQueries implements SensorQueries {
  private final PeerQuestions peers;
  private volatile @Nullable ForecastStream stream;

  StreamQueries(PeerQuestions peers) {
    this.peers = peers;
  }

  /** From now on there is somebody to ask. */
  void ask(ForecastStream started) {
    stream = started;
    started.askOthersBy(peers);
  }

  @Override
  public Map<String, List<Integer>> partitions(List<String> ids) {
    Map<String, List<Integer>> found = new LinkedHashMap<>();
    ForecastStream running = stream;
    if (running != null) {
      for (String id : ids) {
        List<Integer> its = running.sensors().partitionsOf(id);
        if (!its.isEmpty()) {
          found.put(id, its);
        }
      }
    }
    return found;
  }

  @Override
  public List<String> local(int limit) {
    ForecastStream running = stream;
    return running == null ? List.of() : running.sensors().local(limit);
  }

  @Override
  public Answer sensor(String id) {
    return ask(
        sensors -> sensors.sensor(id), StreamQueries::json, notHere -> peers.find(id, notHere));
  }

  @Override
  public Answer here(String id) {
    Answer answer =
        ask(
            sensors -> sensors.sensor(id),
            StreamQueries::json,
            notHere -> new NotHere(notHere.searched()));
    ForecastStream running = stream;
    if (answer instanceof Unknown && running != null) {
      // All partitions are here.
      return new NotHere(running.sensors().partitions());
    }
    return answer;
  }

  @Override
  public Answer forecast(String id, ForecastSpan span) {
    ForecastRequest asked = new ForecastRequest(span.stepMillis(), span.steps());
    return ask(
        sensors -> sensors.forecast(id, asked),
        StreamQueries::json,
        notHere -> peers.find(id, notHere));
  }

  private <T> Answer ask(
      Function<SensorLookup, SensorLookup.Answer<T>> question,
      Function<T, JsonNode> json,
      Function<SensorLookup.NotHere<T>, Answer> others) {
    ForecastStream running = stream;
    if (running == null) {
      return new NotNow("the stream is starting; ask again in a moment");
    }
    SensorLookup.Answer<T> answer = question.apply(running.sensors());
    if (answer instanceof SensorLookup.Found<T> here) {
      return new Found(json.apply(here.value()));
    }
    if (answer instanceof SensorLookup.NotHere<T> notHere) {
      return others.apply(notHere);
    }
    if (answer instanceof SensorLookup.NotNow<T> notNow) {
      return new NotNow(notNow.reason());
    }
    return new Unknown();
  }

  private static JsonNode json(SensorSnapshot summary) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("sensor", summary.sensor()).put("model", summary.model()).put("n", summary.count());
    time(json, "lastTs", summary.lastMillis());
    json.put("warmup", summary.warmUp());
    time(json, "expectedNext", summary.expectedNextMillis());
    time(json, "overdueAfter", summary.overdueAfterMillis());
    json.put("silent", summary.silent()).put("waiting", summary.waiting());
    ArrayNode partitions = json.putArray("partitions");
    summary.partitions().forEach(partitions::add);
    return json.put("stateBytes", summary.stateBytes());
  }

  private static void time(ObjectNode json, String name, long millis) {
    if (millis < 0) {
      json.putNull(name);
    } else {
      json.put(name, millis);
    }
  }

  private static JsonNode json(SensorForecast made) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("sensor", made.sensor()).put("n", made.count());
    json.put("issuedAt", made.issuedMillis());
    json.put("basedOnTs", Math.floorDiv(made.basedOnNanos(), 1_000_000L));
    json.set("points", ForecastJson.points(made.forecast(), made::millis));
    return json;
  }
}
