package io.anode4j.streaming.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;
import io.anode4j.filter.SensorModel;
import io.anode4j.forecast.Forecast;
import io.anode4j.streaming.operations.ForecastJson;
import io.anode4j.streaming.operations.ForecastSpan;
import io.anode4j.streaming.operations.LiveFeed;
import io.anode4j.streaming.operations.SensorQueries;
import io.anode4j.streaming.operations.Standing;
import io.anode4j.streaming.record.Anomaly;
import io.anode4j.streaming.record.ModelClock;
import io.anode4j.streaming.record.OutputJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pumps scored in memory and fed to the page, without Kafka: the page's side alone. */
final class FakeStream implements SensorQueries {
  final LiveFeed feed = new LiveFeed();
  final PumpFleet fleet;
  private final SensorModel model;
  private final Map<String, Scorer> scorers = new LinkedHashMap<>();

  FakeStream(SensorModel model, int pumps, double start) {
    this.model = model;
    this.fleet = new PumpFleet(pumps, start, 3, false);
  }

  synchronized void runUntil(double time) {
    while (fleet.nextTime() < time) {
      PumpFleet.Observed observed = fleet.next();
      Scorer scorer = scorers.computeIfAbsent(observed.sensor(), id -> model.newScorer());
      Score score = scorer.update(new Reading(observed.time(), observed.values()));
      String result = json(observed, score).toString();
      feed.score(observed.sensor(), Standing.of(score), () -> result);
    }
  }

  /** An episode as the stream tells it. */
  void episode(String sensor, double start, Anomaly.State state, int revision) {
    long at = Math.round(start * 1e9);
    Anomaly anomaly =
        new Anomaly(
            sensor,
            state,
            revision,
            new Anomaly.Span(at, at + 21_000_000_000L, at),
            2.34,
            9,
            8,
            Set.of(Anomaly.Statistic.PREDICTION),
            "pressure",
            Map.of("pressure", 1.0),
            state == Anomaly.State.CLOSED ? Anomaly.Ending.QUIET : null);
    OutputJson out =
        new OutputJson(Pump.CHANNELS, "pumps", new ModelClock(1000), new double[] {0.5});
    String json = new String(out.anomaly(anomaly, Integer.MAX_VALUE), StandardCharsets.UTF_8);
    feed.episode(anomaly, () -> json);
  }

  private ObjectNode json(PumpFleet.Observed observed, Score score) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("sensor", observed.sensor()).put("ts", Math.round(observed.time() * 1000));
    all.put("n", score.count()).put("warmup", score.warmUp());
    all.put("anomalyScore", score.anomaly()).put("pValue", score.pValue());
    all.put("isAnomaly", score.isAnomaly()).put("threshold", score.threshold());
    all.put("level", score.level()).put("levelThreshold", score.levelThreshold());
    all.put("isUnusualLevel", score.isUnusualLevel());
    ObjectNode values = all.putObject("values");
    ObjectNode expected = all.putObject("expected");
    ObjectNode std = all.putObject("std");
    ObjectNode contrib = all.putObject("contrib");
    for (int c = 0; c < model.channels().size(); c++) {
      String name = model.channels().get(c);
      if (score.isObserved(c)) {
        values.put(name, observed.values()[c]);
        contrib.put(name, score.contribution(c));
      }
      expected.put(name, score.mean(c));
      std.put(name, score.std(c));
    }
    return all;
  }

  @Override
  public synchronized List<String> local(int limit) {
    return scorers.keySet().stream().limit(limit).toList();
  }

  @Override
  public synchronized Answer sensor(String id) {
    Scorer scorer = scorers.get(id);
    return scorer == null
        ? new Unknown()
        : new Found(JsonNodeFactory.instance.objectNode().put("n", scorer.count()));
  }

  @Override
  public synchronized Answer forecast(String id, ForecastSpan span) {
    Scorer scorer = scorers.get(id);
    if (scorer == null) {
      return new Unknown();
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    Forecast forecast = scorer.forecast(span.after(scorer.lastTime(), 1));
    body.set("points", ForecastJson.points(forecast, i -> Math.round(forecast.time(i) * 1000)));
    return new Found(body);
  }
}
