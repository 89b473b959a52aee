package io.anode4j.examples;

import io.anode4j.filter.SensorModel;
import io.anode4j.streaming.ActiveModel;
import io.anode4j.streaming.ForecastTopology;
import io.anode4j.streaming.ModelSource;
import io.anode4j.streaming.config.StreamingConfig;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;

/**
 * How to score streams within a Kafka Streams application of your own: each topology gets a prefix
 * for its processors and its store, and the results go on through your own steps. {@code
 * anode4j-streaming} runs one without any of this: {@code ForecastStream.start(config, models)}.
 */
public final class TwoTopologies {
  private TwoTopologies() {}

  /** Settings of one of them: its topics are {@code pumps.observations}, {@code pumps.scores}, … */
  static StreamingConfig settings(String name, String stateDirectory) {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            "bootstrap.servers", "broker:9092",
            "application.id", name,
            "state.dir", stateDirectory,
            "state.store", "memory",
            "forecast.interval.ms", "-1"));
    return StreamingConfig.of(settings);
  }

  /**
   * Adds both to a builder; the names of sensors of pumps that were scored go to a topic of yours.
   *
   * @param pumps settings of the one
   * @param valves settings of the other
   * @param model the model of both
   * @param to your own topic
   * @return the builder, and the settings without which a bad record would end a thread
   */
  static Map.Entry<StreamsBuilder, Map<String, Object>> run(
      StreamingConfig pumps, StreamingConfig valves, SensorModel model, String to) {
    ModelSource models = ModelSource.fixed(ActiveModel.named("moving-mean", model));
    StreamsBuilder builder = new StreamsBuilder();
    ForecastTopology first = ForecastTopology.of(pumps, models).named("pumps");
    first.addTo(builder).mapValues(output -> output.kind().name()).to(to);
    ForecastTopology.of(valves, models).named("valves").addTo(builder);
    return Map.entry(builder, first.handlers());
  }
}
