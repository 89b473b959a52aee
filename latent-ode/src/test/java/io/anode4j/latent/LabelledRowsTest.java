package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.classification.ClassReport;
import io.anode4j.classification.Classification;
import io.anode4j.classification.Classifier;
import io.anode4j.classification.Labelled;
import io.anode4j.classification.RowWindows;
import io.anode4j.data.RowLabels;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LabelledRowsTest {
  private static final LatentOdeConfig CONFIG =
      TinyModels.config()
          .encoderUnits(24)
          .windowsPerEpoch(512)
          .batchSize(16)
          .learningRate(0.01)
          .epochs(20)
          .build();

  /** Machines that idle and work in turn: at work they shake twice as fast. */
  private record Machines(SeriesSet data, RowLabels labels) {
    static Machines of(int count, int length, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      List<TimeSeries> series = new ArrayList<>();
      RowLabels labels = new RowLabels();
      for (int s = 0; s < count; s++) {
        double[] times = new double[length];
        double[][] values = new double[length][1];
        double t = 0;
        double angle = 6 * random.nextDouble();
        for (int i = 0; i < length; i++) {
          double gap = 0.1 + 0.3 * random.nextDouble();
          t += gap;
          boolean works = (int) (t / 12 + s * 0.37) % 2 == 1;
          angle += gap * (works ? 4 : 1);
          times[i] = t;
          values[i][0] = Math.sin(angle) + 0.05 * random.nextGaussian();
          if (i % 10 != 0) {
            labels.add("m" + s, t, works ? "works" : "idles");
          }
        }
        series.add(TimeSeries.of("m" + s, times, values));
      }
      return new Machines(
          new SeriesSet(List.of("shake"), series, TimeFormat.number(), "machines"), labels);
    }
  }

  private static final Machines MACHINES = Machines.of(4, 400, 1);
  private static final LatentClassifier MODEL =
      LatentClassifierTrainer.with(CONFIG).context(4).fitRows(MACHINES.data(), MACHINES.labels());

  @Test
  void rowsAreClassifiedFromWhatCameUpToThem() {
    Machines others = Machines.of(2, 300, 9);
    Map<String, String> byWindow = new HashMap<>();
    List<TimeSeries> windows = new ArrayList<>();
    for (TimeSeries machine : others.data()) {
      for (int i = 0; i < machine.length(); i++) {
        TimeSeries window = RowWindows.at(machine, i, MODEL.context());
        others
            .labels()
            .at(machine.id(), machine.time(i))
            .ifPresent(label -> byWindow.put(window.id(), label));
        windows.add(window);
      }
    }
    Map<String, Classifier> compared = new LinkedHashMap<>(Map.of("model", MODEL));
    compared.putAll(MODEL.members());
    Labelled known = Labelled.of(others.data().withSeries(windows), byWindow, MODEL.classes());
    ClassReport report = ClassReport.of(compared, MODEL.positive(), known, "rows");
    assertEquals(540, report.scores().get("model").count());
    assertTrue(report.scores().get("model").auc() > 0.85, report.table());
  }

  @Test
  void aRowIsClassifiedAsTheWindowThatEndsThere() {
    TimeSeries machine = Machines.of(1, 60, 5).data().series().get(0);
    List<Classification> rows = MODEL.classifyRows(machine);
    assertEquals(60, rows.size());
    Classification alone = MODEL.classify(machine.slice(0, 31));
    assertEquals(alone.probabilities(), rows.get(30).probabilities());
    assertEquals(machine.id(), rows.get(30).series());
  }

  @Test
  void noWindowOfTrainingReachesIntoAStretchSetApart() {
    ClassifierData plan = LabelledRows.of(MACHINES.data(), MACHINES.labels(), 4, CONFIG);
    assertEquals(List.of("idles", "works"), plan.classes());
    assertEquals(4, plan.divided().apartSeries());
    for (TimeSeries held : plan.validation().series()) {
      for (TimeSeries trained : plan.training()) {
        boolean same = RowWindows.series(held).equals(RowWindows.series(trained));
        boolean apart =
            held.lastTime() < trained.firstTime() || trained.lastTime() < held.firstTime();
        assertTrue(!same || apart, () -> held + " and " + trained);
      }
    }
    double share = plan.validation().series().size() / (plan.training().size() + 1.0);
    assertTrue(share > 0.05 && share < 0.35, "set apart " + share);
  }

  /** A label of a single stretch is learnt, wherever the stretch went. */
  @Test
  void everyLabelIsLearnt() {
    for (int place = 10; place < 390; place += 20) {
      TimeSeries first = MACHINES.data().series().get(0);
      RowLabels odd = new RowLabels();
      for (int i = 0; i < first.length(); i++) {
        boolean here = i >= place && i < place + 4;
        odd.add("m0", first.time(i), here ? "odd" : i % 3 == 0 ? "a" : "b");
      }
      SeriesSet one = MACHINES.data().withSeries(List.of(first));
      assertTrue(LabelledRows.of(one, odd, 4, CONFIG).classes().contains("odd"), "at " + place);
    }
  }

  @Test
  void theFileSaysThatItIsOfRows() {
    byte[] bytes = LatentClassifier.FILE.bytes(MODEL);
    LatentClassifier again = LatentClassifier.FILE.parse(bytes, "m");
    assertTrue(again.isOfRows());
    TimeSeries machine = Machines.of(1, 60, 5).data().series().get(0);
    assertEquals(MODEL.classifyRows(machine), again.classifyRows(machine));
    double last = MODEL.seenUntil("m0").orElseThrow();
    assertTrue(last <= MACHINES.data().get("m0").lastTime());
  }

  @Test
  void whatIsTooShortToDivideIsRefused() {
    Machines few = Machines.of(1, 20, 1);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    LatentClassifierTrainer.with(CONFIG)
                        .context(40)
                        .fitRows(few.data(), few.labels()))
            .getMessage();
    assertFalse(message.isEmpty());
    assertThrows(
        IllegalArgumentException.class,
        () -> LatentClassifierTrainer.with(CONFIG).fitRows(few.data(), new RowLabels()));
  }
}
