package io.anode4j.streaming.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anode4j.streaming.ActiveModel;
import io.anode4j.streaming.ForecastTopology;
import io.anode4j.streaming.ModelSource;
import io.anode4j.streaming.config.StreamingConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Half an hour of the demo's pumps: the faults that were planted, against the episodes told. */
class DemoEpisodesTest {
  private static final double START = 1.7e9;
  private static final double SECONDS = 1800;
  private static final int PUMPS = 12;

  /** Milliseconds after a fault in which its last readings still count. */
  private static final double AFTER = 20_000;

  @TempDir private Path directory;

  /** A fault that was planted, by the times of the readings that it touched. */
  private record Planted(String sensor, Fault fault, List<Double> times) {}

  /** All that the pumps said. */
  private record Said(List<PumpFleet.Observed> readings, List<Planted> faults) {}

  private static Said said(long seed) {
    PumpFleet fleet = new PumpFleet(PUMPS, START, seed, false);
    List<PumpFleet.Observed> readings = new ArrayList<>();
    List<Planted> faults = new ArrayList<>();
    Map<String, Planted> open = new HashMap<>();
    while (fleet.nextTime() < START + SECONDS) {
      PumpFleet.Observed one = fleet.next();
      readings.add(one);
      Fault fault = one.fault();
      Planted now = open.get(one.sensor());
      if (fault == null) {
        open.remove(one.sensor());
      } else {
        if (now == null) {
          now = new Planted(one.sensor(), fault, new ArrayList<>());
          open.put(one.sensor(), now);
          faults.add(now);
        }
        now.times().add(one.time());
      }
    }
    return new Said(readings, faults);
  }

  private List<JsonNode> episodes(Said said) throws IOException {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", "none:1");
    settings.put("state.store", "memory");
    settings.put("state.dir", directory.resolve("state").toString());
    settings.put("forecast.interval.ms", "-1");
    settings.put("max.future.ms", "-1");
    StreamingConfig config = StreamingConfig.of(settings);
    Path file = DemoModel.unpack(directory.resolve("pumps.anode"));
    ForecastTopology topology =
        ForecastTopology.of(config, ModelSource.fixed(ActiveModel.load(file)));
    Properties streams = new Properties();
    streams.putAll(config.kafkaStreams());
    streams.putAll(topology.handlers());
    Map<String, JsonNode> last = new LinkedHashMap<>();
    Instant start = Instant.ofEpochMilli((long) (START * 1000));
    try (TopologyTestDriver driver = new TopologyTestDriver(topology.build(), streams, start)) {
      TestInputTopic<String, String> input =
          driver.createInputTopic(
              config.inputTopic(), new StringSerializer(), new StringSerializer());
      for (PumpFleet.Observed one : said.readings()) {
        input.pipeInput(
            new TestRecord<>(
                one.sensor(),
                PumpProducer.json(one),
                Instant.ofEpochMilli(Math.round(one.time() * 1000))));
      }
      ObjectMapper mapper = new ObjectMapper();
      for (TestRecord<String, String> told :
          driver
              .createOutputTopic(
                  config.anomaliesTopic(), new StringDeserializer(), new StringDeserializer())
              .readRecordsToList()) {
        last.put(told.key(), mapper.readTree(told.value().getBytes(StandardCharsets.UTF_8)));
      }
    }
    return List.copyOf(last.values());
  }

  /** The episodes of a sensor that touch a fault, or begin until its scores have settled. */
  private static List<JsonNode> of(Planted fault, List<JsonNode> episodes) {
    double first = fault.times().get(0) * 1000;
    double last = fault.times().get(fault.times().size() - 1) * 1000;
    return episodes.stream()
        .filter(e -> e.get("sensor").asText().equals(fault.sensor()))
        .filter(e -> e.get("end").asLong() >= first - 1 && e.get("start").asLong() <= last + AFTER)
        .toList();
  }

  /** Readings of the sensor between the start of the fault and that of the episode. */
  private static long apart(Planted fault, JsonNode episode, Said said) {
    double one = fault.times().get(0) * 1000;
    double other = episode.get("start").asLong();
    return said.readings().stream()
        .filter(r -> r.sensor().equals(fault.sensor()))
        .filter(r -> r.time() * 1000 > Math.min(one, other) + 1)
        .filter(r -> r.time() * 1000 < Math.max(one, other) + 1)
        .count();
  }

  /**
   * Seed 9 is the demo's, by which the settings' defaults were chosen, 31 was not looked at before.
   * A thermometer that is stuck says what is to be expected until the load has moved on.
   */
  @ParameterizedTest
  @CsvSource({"9, 4", "31, 5"})
  void findsEachPlantedFaultOnceAndLittleElse(long seed, int others) throws IOException {
    Said said = said(seed);
    List<JsonNode> episodes = episodes(said);
    Set<JsonNode> explained = new HashSet<>();
    int stuck = 0;
    int stuckFound = 0;
    for (Planted fault : said.faults()) {
      List<JsonNode> found = of(fault, episodes);
      explained.addAll(found);
      assertTrue(found.size() <= 1, () -> fault + " is " + found);
      if (fault.fault() == Fault.STUCK_TEMPERATURE) {
        stuck++;
        stuckFound += found.size();
      } else {
        assertEquals(1, found.size(), fault::toString);
        assertTrue(apart(fault, found.get(0), said) <= 3, () -> fault + " is " + found);
      }
    }
    assertTrue(said.faults().size() > 60 && stuck > 10, said.faults().size() + " faults");
    assertTrue(stuckFound >= 0.9 * stuck, stuckFound + " of " + stuck);
    List<JsonNode> more = episodes.stream().filter(e -> !explained.contains(e)).toList();
    assertTrue(more.size() <= others, more::toString);
  }

  @Test
  void namesTheChannelThatIsWrong() throws IOException {
    Said said = said(9);
    List<JsonNode> episodes = episodes(said);
    int right = 0;
    int all = 0;
    for (Planted fault : said.faults()) {
      String expected =
          switch (fault.fault()) {
            case PRESSURE_STEP, SPIKES -> "pressure";
            case STUCK_TEMPERATURE -> "temperature";
            default -> "vibration";
          };
      for (JsonNode episode : of(fault, episodes)) {
        all++;
        right += episode.get("worstChannel").asText().equals(expected) ? 1 : 0;
      }
    }
    assertTrue(right >= 0.95 * all, right + " of " + all);
  }
}
