package io.anode4j.streaming.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.filter.FilterConfig;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.NeuralFilterTrainer;
import io.anode4j.streaming.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command at the highest rate it can hold, against a real broker, while other models and
 * damaged ones are put into its directory. {@code -Danode4j.soak.minutes=30} is the long form: a
 * model each minute, and nothing may grow. What was seen stands in {@code target/soak.txt}.
 */
class SoakTest {
  private static final Logger LOG = LoggerFactory.getLogger(SoakTest.class);
  private static final int MINUTES = Integer.getInteger("anode4j.soak.minutes", 0);
  private static final int SECONDS = MINUTES == 0 ? 16 : 60 * MINUTES;
  private static final int SAMPLE_SECONDS = MINUTES == 0 ? 4 : 15;
  private static final int MODEL_SECONDS = MINUTES == 0 ? 5 : 60;

  /** Each so manieth model is a damaged file. */
  private static final int DAMAGED = MINUTES == 0 ? 2 : 3;

  @TempDir private Path directory;

  private static NeuralFilter model(long seed) {
    List<TimeSeries> series = new ArrayList<>();
    for (int s = 0; s < 4; s++) {
      double[] times = new double[200];
      double[][] rows = new double[times.length][SoakLoad.CHANNELS];
      for (int i = 0; i < times.length; i++) {
        times[i] = i;
        for (int c = 0; c < SoakLoad.CHANNELS; c++) {
          rows[i][c] = Math.sin(i / 30.0 + c + s);
        }
      }
      series.add(TimeSeries.of("s" + s, times, rows));
    }
    List<String> channels = IntStream.range(0, SoakLoad.CHANNELS).mapToObj(c -> "c" + c).toList();
    return NeuralFilterTrainer.with(
            FilterConfig.builder().hidden(32).epochs(1).windowsPerEpoch(64).seed(seed).build())
        .threads(1)
        .fit(new SeriesSet(channels, series, TimeFormat.epochSeconds(), "waves"));
  }

  /** Old records go, or half an hour would fill the disk. */
  private static void makeTopics(String bootstrap) throws Exception {
    Map<String, String> small = Map.of("retention.bytes", "67108864", "segment.bytes", "16777216");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      List<NewTopic> topics = new ArrayList<>();
      for (String name : List.of("observations", "scores", "events", "late", "dlq")) {
        topics.add(
            new NewTopic("soak." + name, Optional.of(4), Optional.of((short) 1)).configs(small));
      }
      admin.createTopics(topics).all().get();
    }
  }

  /** Puts a model into the directory as people should: written beside, then renamed. */
  private static void put(Path models, int number, byte[] bytes) throws IOException {
    Path whole = Files.write(models.resolve("next"), bytes);
    Files.move(whole, models.resolve("m" + number + ".anode"), StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(models.resolve("m" + (number - 2) + ".anode"));
  }

  @Test
  void nothingGrowsAndNothingFailsWhileModelsChange() throws Exception {
    Path first = directory.resolve("first.anode");
    Path second = directory.resolve("second.anode");
    model(1).save(first);
    model(2).save(second);
    byte[][] valid = {Files.readAllBytes(second), Files.readAllBytes(first)};
    byte[] damaged = valid[0].clone();
    damaged[damaged.length / 2] ^= 1;
    Path models = Files.createDirectory(directory.resolve("models"));
    List<Sample> samples = new ArrayList<>();
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"))) {
      makeTopics(broker.bootstrap());
      List<String> settings =
          List.of(
              "bootstrap.servers=" + broker.bootstrap(),
              "application.id=soak",
              "reencode.readings=8",
              "topic.segment.bytes=16777216",
              "topic.min.cleanable.dirty.ratio=0.1");
      try (SoakedApplication application =
              SoakedApplication.start(directory, first, models, settings);
          SoakLoad load = new SoakLoad(broker.bootstrap(), "soak.observations", "soak.scores")) {
        load.start();
        int put = soak(application, load, models, valid, damaged, samples);
        assertEquals(0, load.settle(Duration.ofSeconds(60)), "readings without a score");
        assertEquals("", load.fault());
        String metrics = whenTried(application, put);
        assertEquals(0, SoakedApplication.sum(metrics, "anode4j_thread_failures_total"));
        assertEquals(0, SoakedApplication.sum(metrics, "anode4j_bad_records_total"));
        assertEquals(
            put / DAMAGED,
            (int)
                SoakedApplication.sum(metrics, "anode4j_model_reloads_total{outcome=\"refused\""));
        assertEquals(
            put - put / DAMAGED,
            (int)
                SoakedApplication.sum(metrics, "anode4j_model_reloads_total{outcome=\"accepted\""));
        assertEquals(0, unexplained(application.log()), String.join("\n", application.log()));
        report(samples, load.scored());
      }
    }
    if (MINUTES > 0) {
      assertEquals(List.of(), Growth.all(samples));
    }
  }

  /** The metrics once so many models were tried; on a busy machine the last one takes a while. */
  private static String whenTried(SoakedApplication application, int put) throws Exception {
    String metrics = application.metrics();
    for (int second = 0;
        second < 30 && SoakedApplication.sum(metrics, "anode4j_model_reloads_total") < put;
        second++) {
      TimeUnit.SECONDS.sleep(1);
      metrics = application.metrics();
    }
    return metrics;
  }

  /** Runs for the time; how many models were put into the directory. */
  private static int soak(
      SoakedApplication application,
      SoakLoad load,
      Path models,
      byte[][] valid,
      byte[] damaged,
      List<Sample> samples)
      throws Exception {
    long start = System.nanoTime();
    long before = 0;
    int put = 0;
    int good = 0;
    for (int second = 1; second <= SECONDS; second++) {
      long wait = start + TimeUnit.SECONDS.toNanos(second) - System.nanoTime();
      TimeUnit.NANOSECONDS.sleep(Math.max(0, wait));
      assertTrue(application.isAlive(), "the application ended");
      if (second % SAMPLE_SECONDS == 0) {
        long now = load.scored();
        samples.add(application.sample(second, (now - before) / (double) SAMPLE_SECONDS));
        before = now;
      }
      // The last one has time to be found and tried.
      if (second % MODEL_SECONDS == 0 && second <= SECONDS - MODEL_SECONDS) {
        put++;
        put(models, put, put % DAMAGED == 0 ? damaged : valid[good++ % 2]);
      }
    }
    return put;
  }

  /** Lines that warn of anything but the damaged models. */
  private static long unexplained(List<String> log) {
    return log.stream()
        .filter(line -> !line.startsWith("anode4j: ") && !line.contains("incubator"))
        .filter(line -> !line.contains(" INFO io.anode4j.streaming.ForecastStream "))
        .count();
  }

  private static void report(List<Sample> samples, long scored) throws IOException {
    List<String> lines = new ArrayList<>(List.of(Sample.head()));
    samples.forEach(sample -> lines.add(sample.line()));
    List<String> grown = Growth.all(samples);
    lines.add(
        String.format(
            Locale.ROOT,
            "%d readings scored in %d s, each once; %s",
            scored,
            SECONDS,
            MINUTES == 0
                ? "too short to see growth"
                : grown.isEmpty() ? "nothing grew" : grown.toString()));
    Files.write(Path.of("target", "soak.txt"), lines);
    LOG.warn("Soak: {}", lines.get(lines.size() - 1));
  }
}
