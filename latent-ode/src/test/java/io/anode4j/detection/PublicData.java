package io.anode4j.detection;

import io.anode4j.data.DuplicateTimes;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.csv.CsvReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The labelled sets, as experiments. The files are named and described in the docs. */
public final class PublicData {
  /** Readings at the start of each experiment that SKAB's authors train on. */
  private static final int SKAB_TRAINING = 400;

  /** NAB's probationary period: 15 % of a file, of 5,000 readings at most. */
  private static final double PROBATION = 0.15;

  private static final int PROBATION_OF = 5000;

  /** Readings after which any state has warmed up. */
  private static final int WARM = 20;

  /** All sets. */
  static final List<String> SETS =
      List.of("ordinary", "planted", "moved", "skab", "other-day", "room", "nab", "smap", "msl");

  private final Path folder;

  PublicData(Path folder) {
    this.folder = folder;
  }

  /** The experiments of a set, several where each file is learnt by itself. */
  List<Experiment> experiments(String set) {
    return switch (set) {
      case "ordinary" -> List.of(skabOrdinary());
      case "planted" -> List.of(PlantedFaults.inPlace(skabFree()));
      case "moved" -> List.of(PlantedFaults.moved(skabFree()));
      case "skab" -> List.of(skab());
      case "other-day" -> List.of(skabOtherDay());
      case "room" -> List.of(roomClimate());
      case "nab" -> nab();
      case "smap" -> spacecraft("smap_msl/smap_dev.csv.gz", 24);
      case "msl" -> spacecraft("smap_msl/msl_dev.csv.gz", 54);
      default ->
          throw new IllegalArgumentException(
              "There is no set " + set + "; expected some of " + SETS);
    };
  }

  static boolean isByFile(String set) {
    return List.of("nab", "smap", "msl").contains(set);
  }

  private record Labelled(SeriesSet series, SeriesSet labels) {
    boolean[] anomalous(TimeSeries s) {
      TimeSeries marks = labels.get(s.id());
      boolean[] anomalous = new boolean[s.length()];
      for (int i = 0; i < anomalous.length; i++) {
        anomalous[i] = marks.value(i, 0) > 0;
      }
      return anomalous;
    }
  }

  private Labelled read(String file, String label, String... channels) {
    List<String> all = new ArrayList<>(List.of(channels));
    all.add(label);
    SeriesSet read =
        CsvReader.wide("series", "time")
            .withChannels(all)
            .withDuplicates(DuplicateTimes.LAST)
            .read(folder.resolve(file));
    return new Labelled(read.withChannels(List.of(channels)), read.withChannels(List.of(label)));
  }

  /**
   * SKAB, valve 1: sixteen runs of a water pump, each with one fault; trained on the first 400
   * readings of each.
   */
  public Experiment skab() {
    Labelled data = skabData();
    SeriesSet valve = data.series.filter(s -> s.id().startsWith("valve1/"));
    return new Experiment(
        "SKAB valve1",
        valve.map(s -> s.slice(0, SKAB_TRAINING)),
        valve.series().stream()
            .map(s -> new LabelledStream(s, data.anomalous(s), SKAB_TRAINING))
            .toList());
  }

  /** The same streams after training on the run of another day that has no fault. */
  public Experiment skabOtherDay() {
    Labelled data = skabData();
    return new Experiment(
        "SKAB valve1, trained on another day",
        data.series.filter(s -> s.id().startsWith("anomaly-free/")),
        skab().streams());
  }

  /** Two noisy waves, irregular: fresh readings of exactly what was learnt. */
  Experiment waves() {
    SeriesSet waves = waves(8, 1000, 1);
    return new Experiment(
        "stationary waves",
        waves,
        waves(40, 1000, 2).series().stream()
            .map(s -> new LabelledStream(s, new boolean[s.length()], WARM))
            .toList());
  }

  static SeriesSet waves(int count, int readings, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TimeSeries> series = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      double[] times = new double[readings];
      double[][] values = new double[times.length][];
      double t = 100 * random.nextDouble();
      for (int i = 0; i < times.length; i++) {
        t += 0.2 + 1.6 * random.nextDouble();
        times[i] = t;
        values[i] =
            new double[] {
              50 + 5 * Math.sin(t / 3) + 0.3 * random.nextGaussian(),
              Math.cos(t / 5) + 0.1 * random.nextGaussian()
            };
      }
      series.add(TimeSeries.of("w" + k, times, values));
    }
    return new SeriesSet(List.of("a", "b"), series, TimeFormat.number(), "waves");
  }

  /** SKAB's run without fault, its last third as fresh ordinary readings. */
  public Experiment skabOrdinary() {
    SeriesSet free = skabFree();
    TimeSeries all = free.series().get(0);
    int cut = 2 * all.length() / 3;
    return new Experiment(
        "SKAB anomaly-free",
        free.map(s -> s.slice(0, cut)),
        List.of(new LabelledStream(all, new boolean[all.length()], cut)));
  }

  private SeriesSet skabFree() {
    return skabData().series.filter(s -> s.id().startsWith("anomaly-free/"));
  }

  private Labelled skabData() {
    return read(
        "skab/skab_dev.csv.gz",
        "label_anomaly",
        "Accelerometer1RMS",
        "Accelerometer2RMS",
        "Current",
        "Pressure",
        "Temperature",
        "Thermocouple",
        "Voltage",
        "VolumeFlowRateRMS");
  }

  /** NAB: each file by itself, trained on its probationary period. */
  public List<Experiment> nab() {
    Labelled data = read("nab/nab_dev.csv.gz", "label_window", "value");
    List<Experiment> experiments = new ArrayList<>();
    for (TimeSeries s : data.series) {
      int probation = (int) (PROBATION * Math.min(s.length(), PROBATION_OF));
      experiments.add(
          new Experiment(
              s.id(),
              data.series.withSeries(List.of(s.slice(0, probation))),
              List.of(new LabelledStream(s, data.anomalous(s), probation))));
    }
    return experiments;
  }

  /**
   * Room climate: four nodes a room; trained on the stretches without people in the first two
   * thirds of each room's sessions. In the others, people are what is to be found.
   */
  public Experiment roomClimate() {
    Labelled data =
        read(
            "room_climate/room_climate_dev.csv.gz",
            "label_occupants",
            "temp",
            "relh",
            "light1",
            "light2");
    Predicate<TimeSeries> early = s -> session(s.id()) % 3 != 0;
    List<TimeSeries> empty = new ArrayList<>();
    for (TimeSeries s : data.series.filter(early)) {
      empty.addAll(stretches(s, data.anomalous(s)));
    }
    return new Experiment(
        "room climate",
        data.series.withSeries(empty),
        data.series.filter(early.negate()).series().stream()
            .map(s -> new LabelledStream(s, data.anomalous(s), 0))
            .toList());
  }

  /** SMAP and MSL: each channel by itself, trained on its own training part. */
  private List<Experiment> spacecraft(String file, int commands) {
    List<String> channels = new ArrayList<>(List.of("telemetry"));
    IntStream.rangeClosed(1, commands).forEach(c -> channels.add("cmd" + c));
    Labelled data = read(file, "label_anomaly", channels.toArray(String[]::new));
    List<Experiment> experiments = new ArrayList<>();
    for (TimeSeries test : data.series.filter(s -> s.id().endsWith("/test"))) {
      String name = test.id().substring(0, test.id().indexOf('/'));
      TimeSeries training = data.series.get(name + "/train");
      boolean[] marks = data.anomalous(test);
      boolean[] anomalous = new boolean[training.length() + marks.length];
      System.arraycopy(marks, 0, anomalous, training.length(), marks.length);
      experiments.add(
          varying(
              new Experiment(
                  name,
                  data.series.withSeries(List.of(training)),
                  List.of(
                      new LabelledStream(
                          joined(name, training, test), anomalous, training.length())))));
    }
    return experiments;
  }

  /** The first channel, and those that are not constant in training: others cannot be learnt. */
  private static Experiment varying(Experiment e) {
    int[] kept =
        IntStream.range(0, e.training().channels().size())
            .filter(c -> c == 0 || isVarying(e.training().series().get(0), c))
            .toArray();
    List<String> names =
        java.util.Arrays.stream(kept).mapToObj(e.training().channels()::get).toList();
    LabelledStream all = e.streams().get(0);
    SeriesSet whole = e.training().withSeries(List.of(all.series())).withChannels(names);
    return new Experiment(
        e.name(),
        e.training().withChannels(names),
        List.of(new LabelledStream(whole.series().get(0), all.anomalous(), all.scoredFrom())));
  }

  private static boolean isVarying(TimeSeries series, int channel) {
    return IntStream.range(1, series.length())
        .anyMatch(i -> series.value(i, channel) != series.value(0, channel));
  }

  private static TimeSeries joined(String name, TimeSeries first, TimeSeries second) {
    int n = first.length();
    double[] times = new double[n + second.length()];
    double[][] values = new double[times.length][];
    for (int i = 0; i < times.length; i++) {
      times[i] = i < n ? first.time(i) : first.lastTime() + 1 + second.time(i - n);
      values[i] = i < n ? first.row(i) : second.row(i - n);
    }
    return TimeSeries.of(name, times, values);
  }

  /** Number of a session in an id such as {@code A12_node3}. */
  private static int session(String id) {
    return Integer.parseInt(id.substring(1, id.indexOf('_')));
  }

  private static List<TimeSeries> stretches(TimeSeries s, boolean[] anomalous) {
    List<TimeSeries> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= s.length(); i++) {
      if (i == s.length() || anomalous[i]) {
        if (i - from >= 50) {
          parts.add(s.slice(from, i).withId(s.id() + "#" + from));
        }
        from = i + 1;
      }
    }
    return parts;
  }
}
