package io.anode4j.sequence;

import io.anode4j.data.TimeSeries;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Sequences laid out for computing: step s holds the s-th reading of every sequence that has one,
 * the longest first, so nothing is padded. Beside the readings lie the questions, each to the state
 * after an earlier reading.
 */
public final class SequenceBatch {
  private final int channels;
  private final double timeUnit;
  private final int[] order;
  private final int[] active;
  private final int[] start;
  private final Moments readings;
  private final Moments asked;
  private int questions;

  private SequenceBatch(int[] lengths, int mostQuestions, int channels, double timeUnit) {
    this.channels = channels;
    this.timeUnit = timeUnit;
    order =
        IntStream.range(0, lengths.length)
            .boxed()
            .sorted(Comparator.comparingInt((Integer i) -> -lengths[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    active = new int[lengths.length == 0 ? 0 : lengths[order[0]]];
    for (int length : lengths) {
      for (int s = 0; s < length; s++) {
        active[s]++;
      }
    }
    start = new int[active.length + 1];
    for (int s = 0; s < active.length; s++) {
      start[s + 1] = start[s] + active[s];
    }
    readings = Moments.of(start[active.length], channels);
    asked = Moments.of(mostQuestions, channels);
  }

  /**
   * Lays out windows whose states are asked for the next reading and for farther ones.
   *
   * @param windows windows of at least one reading
   * @param channels observed channels
   * @param timeUnit original time units in one unit of model time
   * @param horizon how far ahead a reading may be asked, original time
   * @param leads farther readings asked of each state
   * @return the batch
   */
  public static SequenceBatch training(
      List<SequenceWindow> windows, int channels, double timeUnit, double horizon, int leads) {
    int[] lengths = windows.stream().mapToInt(SequenceWindow::length).toArray();
    int most = IntStream.of(lengths).sum() * (1 + leads);
    SequenceBatch batch = new SequenceBatch(lengths, most, channels, timeUnit);
    for (int place = 0; place < lengths.length; place++) {
      batch.add(windows.get(batch.order[place]), place, horizon, leads);
    }
    return batch;
  }

  /**
   * Lays out histories whose last states are asked at given times.
   *
   * @param histories series on the model's scale, each row with a value
   * @param times times asked of each, none before its last row
   * @param channels observed channels
   * @param timeUnit original time units in one unit of model time
   * @return the batch; its questions are those of the first history in the order of its times, then
   *     those of the second
   */
  public static SequenceBatch asking(
      List<TimeSeries> histories, List<double[]> times, int channels, double timeUnit) {
    int[] lengths = histories.stream().mapToInt(TimeSeries::length).toArray();
    int[] first = new int[lengths.length + 1];
    for (int i = 0; i < lengths.length; i++) {
      first[i + 1] = first[i] + times.get(i).length;
    }
    SequenceBatch batch = new SequenceBatch(lengths, first[lengths.length], channels, timeUnit);
    for (int place = 0; place < lengths.length; place++) {
      int i = batch.order[place];
      batch.add(histories.get(i), times.get(i), place, first[i]);
    }
    batch.questions = first[lengths.length];
    return batch;
  }

  /** Number of steps. */
  public int steps() {
    return active.length;
  }

  /** Sequences that have a reading at a step. */
  public int active(int step) {
    return active[step];
  }

  /** Row of a step's first reading. */
  public int start(int step) {
    return start[step];
  }

  /** Number of readings. */
  public int rows() {
    return start[active.length];
  }

  /** The readings, step by step; what is said of values and ages is from before each. */
  public Moments readings() {
    return readings;
  }

  /** Number of questions. */
  public int questions() {
    return questions;
  }

  /** The questions, in its first rows. */
  public Moments asked() {
    return asked;
  }

  /** What a sequence was told last, while it is laid out. */
  private final class Cursor {
    final float[] lastValue = new float[channels];
    final double[] lastTime = new double[channels];
    double before = Double.NEGATIVE_INFINITY;
    double first;
    int row = -1;

    Cursor() {
      Arrays.fill(lastTime, Double.NEGATIVE_INFINITY);
    }

    void write(Moments to, int at, TimeSeries series, int reading, double t, float[] shift) {
      to.source()[at] = row;
      to.time()[at] = t;
      to.lead()[at] = (t - before) / timeUnit;
      to.elapsed()[at] = row < 0 ? 0 : (t - first) / timeUnit;
      for (int c = 0; c < channels; c++) {
        to.age()[at * channels + c] = (t - lastTime[c]) / timeUnit;
        to.last()[at * channels + c] = lastValue[c];
        to.values()[at * channels + c] =
            reading < 0 ? Float.NaN : (float) series.value(reading, c) + shift[c];
      }
    }

    void read(TimeSeries series, int reading, int at, float[] shift) {
      double t = series.time(reading);
      write(readings, at, series, reading, t, shift);
      if (row < 0) {
        readings.lead()[at] = 0;
        first = t;
      }
      for (int c = 0; c < channels; c++) {
        if (series.isObserved(reading, c)) {
          lastValue[c] = readings.values()[at * channels + c];
          lastTime[c] = t;
        }
      }
      before = t;
      row = at;
    }
  }

  private void add(SequenceWindow window, int place, double horizon, int leads) {
    TimeSeries series = window.series();
    SplittableRandom random = new SplittableRandom(window.seed());
    float[] shift = new float[channels];
    for (int c = 0; c < channels && window.shift() > 0; c++) {
      shift[c] = (float) (window.shift() * random.nextGaussian());
    }
    Cursor cursor = new Cursor();
    for (int s = 0; s < window.length(); s++) {
      int i = window.from() + s;
      ask(cursor, window, i, shift);
      cursor.read(series, i, start[s] + place, shift);
      int farthest = series.countUntil(series.time(i) + horizon) - 1;
      for (int k = 0; k < leads && farthest > i + 1; k++) {
        ask(cursor, window, i + 1 + draw(farthest - i - 1, k % 2 == 0, random), shift);
      }
    }
  }

  /** 1 … n: evenly, or more of the near ones. */
  private static int draw(int n, boolean evenly, SplittableRandom random) {
    double u = random.nextDouble();
    int k = evenly ? (int) (u * n) + 1 : (int) Math.exp(u * Math.log(n + 1.0));
    return Math.max(1, Math.min(n, k));
  }

  private void ask(Cursor cursor, SequenceWindow window, int reading, float[] shift) {
    double t = window.series().time(reading);
    if (t > window.countAfter()) {
      cursor.write(asked, questions++, window.series(), reading, t, shift);
    }
  }

  private void add(TimeSeries history, double[] times, int place, int firstQuestion) {
    Cursor cursor = new Cursor();
    float[] shift = new float[channels];
    for (int s = 0; s < history.length(); s++) {
      cursor.read(history, s, start[s] + place, shift);
    }
    for (int j = 0; j < times.length; j++) {
      cursor.write(asked, firstQuestion + j, history, -1, times[j], shift);
    }
  }
}
