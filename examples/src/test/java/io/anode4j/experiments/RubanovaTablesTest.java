package io.anode4j.experiments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.experiments.RubanovaTask.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data, rules and published figures of {@link Rubanova}, on files written here. */
class RubanovaTablesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PhysioNet, interpolation | GRU-D | 3.384 ± 0.274 (× 10⁻³, table 4)",
        "PhysioNet, extrapolation | latent ODE, RNN encoder | 3.162 ± 0.052 (× 10⁻³, table 5)",
        "Hopper, interpolation, 10 % shown | RNN Δt | 2.454 (× 10⁻², table 3)",
        "Hopper, extrapolation, 50 % shown | GRU-D | 5.833 (× 10⁻², table 3)",
        "Hopper, extrapolation, 50 % shown | RNN-VAE | 1.782 (× 10⁻², table 3)",
        "PhysioNet, interpolation | RNN-VAE | 5.930 ± 0.249 (× 10⁻³, table 4)",
      })
  void thePaperHas(String task, String model, String figure) {
    assertEquals(Optional.of(figure), RubanovaPublished.of(task, model));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PhysioNet, extrapolation | GRU-D",
        "Hopper, interpolation, 10 % shown | last value before",
        "Hopper, interpolation, 40 % shown | GRU-D",
        "toy, interpolation, 50 % shown | GRU-D",
      })
  void thePaperHasNot(String task, String model) {
    assertEquals(Optional.empty(), RubanovaPublished.of(task, model));
  }

  /**
   * Ten series of eight rows; a goes from 2 to 4, b is there at the even rows, c at the first
   * alone.
   */
  private Path patients() throws IOException {
    StringBuilder csv = new StringBuilder("series,time,a,b,c\n");
    for (int s = 0; s < 10; s++) {
      for (int i = 0; i < 8; i++) {
        csv.append(s).append(',').append(i).append(',').append(2 + 2 * i / 7.0).append(',');
        csv.append(i % 2 == 0 ? Integer.toString(s) : "").append(',');
        csv.append(i == 0 ? Integer.toString(s) : "").append('\n');
      }
    }
    Path own = Files.createDirectories(folder.resolve("set"));
    return Files.writeString(own.resolve("patients.csv"), csv);
  }

  private RubanovaData data() throws IOException {
    patients();
    Setting setting = new Setting(1, Setting.Size.QUICK, Optional.of(folder));
    Path found = RubanovaData.file(setting, "set", "patients.csv").orElseThrow();
    assertTrue(RubanovaData.file(setting, "set", "nobody.csv").isEmpty());
    assertTrue(
        RubanovaData.file(new Setting(1, Setting.Size.QUICK), "set", "patients.csv").isEmpty());
    return RubanovaData.of(List.of(found), 10, 1);
  }

  /** (value − min) ÷ max: a, from 2 to 4, becomes 0 to 0.5; eight of ten teach, two are asked. */
  @Test
  void unitsAndDivisionAreThePapers() throws IOException {
    RubanovaTask task = data().interpolation("all", 1);
    assertEquals(8, task.training().size());
    assertEquals(2, task.cases().size());
    assertTrue(task.asksWhatIsShown());
    for (Case one : task.cases()) {
      assertEquals(0, one.asked().value(0, 0), 1e-12);
      assertEquals(0.5, one.asked().value(7, 0), 1e-12);
    }
  }

  /** Age, gender, height and unit stand at hour 0, missing cells stay missing. */
  @Test
  void whatIsToldAtAdmissionIsFourChannels() throws IOException {
    Path table = folder.resolve("outcomes.csv");
    StringBuilder csv = new StringBuilder("series,Age,Gender,Height,ICUType,Survival\n");
    for (int s = 0; s < 10; s++) {
      csv.append(s).append(",").append(40 + s).append(",1,").append(s == 0 ? "" : "170");
      csv.append(",").append(1 + s % 4).append(",-1\n");
    }
    Files.writeString(table, csv);
    RubanovaTask task =
        RubanovaData.of(List.of(patients()), List.of(table), 10, 1).interpolation("all", 1);
    assertEquals(7, task.training().channels().size());
    for (Case one : task.cases()) {
      int id = Integer.parseInt(one.asked().id());
      assertEquals(id / 49.0, one.asked().value(0, 3), 1e-12); // (age − 40) ÷ 49
      assertEquals(id != 0, one.asked().isObserved(0, 5));
      assertEquals((id % 4) / 4.0, one.asked().value(0, 6), 1e-12);
      assertEquals(8, one.asked().length());
      assertTrue(!one.asked().isObserved(1, 3));
    }
  }

  @Test
  void aShareIsShownAndAllIsAsked() throws IOException {
    RubanovaTask task = data().interpolation("half", 0.5);
    for (Case one : task.cases()) {
      assertEquals(4, one.observed().length());
      assertEquals(8, one.asked().length());
    }
    task.observed().forEach(s -> assertEquals(4, s.length()));
    task.training().forEach(s -> assertEquals(8, s.length()));
  }

  @Test
  void whatComesAfterATimeIsAsked() throws IOException {
    RubanovaTask whole = data().extrapolation("later", 1, 3.5, 7, 2);
    assertEquals(3.5, whole.horizon());
    assertEquals(4, whole.cases().get(0).observed().length());
    assertEquals(4, whole.cases().get(0).asked().time(0));
    assertEquals(
        2, data().extrapolation("later", 0.5, 3.5, 7, 0).cases().get(0).observed().length());
    assertTrue(data().extrapolation("never", 1, 7, 8, 0).cases().isEmpty());
    assertTrue(data().extrapolation("before", 1, -1, 8, 0).cases().isEmpty());
  }

  @Test
  void windowsBeginAtZero() throws IOException {
    RubanovaTask task = data().windows(3).interpolation("windows", 1);
    task.training().forEach(s -> assertArrayEquals(new double[] {0, 1, 2}, s.times()));
    assertEquals(3, task.cases().get(0).asked().length());
  }

  /** Shown at times 1 and 3, asked at 0, 1, 2, 3, 4; the second channel was shown once. */
  private static RubanovaTask rules() {
    TimeSeries shown =
        TimeSeries.of("x", new double[] {1, 3}, new double[][] {{10, Double.NaN}, {20, 7}});
    TimeSeries asked =
        TimeSeries.of(
            "x",
            new double[] {0, 1, 2, 3, 4},
            new double[][] {{0, 0}, {10, 0}, {0, 0}, {20, 0}, {0, 0}});
    TimeSeries teacher = TimeSeries.of("t", new double[] {0}, new double[][] {{4, Double.NaN}});
    SeriesSet training =
        new SeriesSet(List.of("a", "b"), List.of(teacher), TimeFormat.number(), "here");
    return new RubanovaTask(
        "rules", training, training, List.of(new Case(shown, asked)), 0.4, 0, 0);
  }

  private static List<Double> answered(RubanovaRule rule, int channel) {
    double[][] answer = rule.answer(rules()).get(0);
    return Stream.of(answer).map(row -> row[channel]).toList();
  }

  @Test
  void rulesAnswerAsTheirNamesSay() {
    assertEquals(List.of(4.0, 4.0, 4.0, 4.0, 4.0), answered(RubanovaRule.MEAN, 0));
    assertEquals(List.of(4.0, 4.0, 10.0, 10.0, 20.0), answered(RubanovaRule.LAST, 0));
    assertEquals(List.of(10.0, 10.0, 15.0, 20.0, 20.0), answered(RubanovaRule.LINE, 0));
    assertEquals(List.of(0.0, 0.0, 0.0, 0.0, 7.0), answered(RubanovaRule.LAST, 1));
    assertEquals(List.of(7.0, 7.0, 7.0, 7.0, 7.0), answered(RubanovaRule.LINE, 1));
    assertEquals(
        List.of(RubanovaRule.MEAN, RubanovaRule.LAST, RubanovaRule.LINE), RubanovaRule.of(rules()));
  }

  /** Where all that is asked was shown, a copy of it has no error. */
  @Test
  void aCopyOfWhatIsShownIsExact() throws IOException {
    RubanovaTask task = data().interpolation("all", 1);
    assertTrue(RubanovaRule.of(task).contains(RubanovaRule.COPY));
    assertEquals(0, task.error(RubanovaRule.COPY.answer(task)), 1e-20);
  }

  /** Errors of 1 in a, 2 in b, none in c that has no value, and one channel that is not here. */
  @Test
  void errorsAreMeansOfMeansWithEmptyChannelsAsZero() throws IOException {
    RubanovaTask task = data().extrapolation("later", 1, 3.5, 7, 1);
    List<double[][]> answers = new ArrayList<>();
    for (Case one : task.cases()) {
      TimeSeries asked = one.asked();
      answers.add(
          IntStream.range(0, asked.length())
              .mapToObj(t -> new double[] {asked.value(t, 0) + 1, asked.value(t, 1) + 2, 5})
              .toArray(double[][]::new));
    }
    assertEquals((1 + 4) / 4.0, task.error(answers), 1e-12);
  }
}
