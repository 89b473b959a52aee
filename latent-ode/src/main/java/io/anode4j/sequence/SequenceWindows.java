package io.anode4j.sequence;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;
import io.anode4j.training.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws training windows of readings in a row, anew in every epoch by seed and epoch alone, and
 * lays those of the validation over what is set apart.
 */
public final class SequenceWindows {
  private static final int MOST_VALIDATION_WINDOWS = 256;
  private static final int FEWEST_WINDOWS = 512;

  private final Settings settings;
  private final List<TimeSeries> training;
  private final long[] readingsUntil;
  private final List<SequenceWindow> validation;
  private final int perEpoch;

  /**
   * How windows are drawn.
   *
   * @param readings most readings of a window
   * @param windowsPerEpoch at most so many windows an epoch
   * @param levelShift size of the random constants that windows are moved by, 0 for none
   * @param seed seed of every draw
   */
  public record Settings(int readings, int windowsPerEpoch, double levelShift, long seed) {}

  /**
   * Windows of divided data.
   *
   * @param split how they are divided
   * @param scaler brings them to the model's scale
   * @param settings how windows are drawn
   */
  public SequenceWindows(StreamSplit split, ValueScaler scaler, Settings settings) {
    this.settings = settings;
    this.training = List.copyOf(split.training().map(scaler::toScaled).series());
    this.readingsUntil = new long[training.size() + 1];
    for (int i = 0; i < training.size(); i++) {
      readingsUntil[i + 1] = readingsUntil[i] + training.get(i).length();
    }
    this.validation = overApart(split, split.streams().map(scaler::toScaled), settings);
    long natural = 2 * readingsUntil[training.size()] / settings.readings();
    this.perEpoch = (int) Math.min(settings.windowsPerEpoch(), Math.max(FEWEST_WINDOWS, natural));
  }

  /** Windows over what is set apart, each beginning early enough for a warm state. */
  private static List<SequenceWindow> overApart(
      StreamSplit split, SeriesSet scaledStreams, Settings settings) {
    List<SequenceWindow> windows = new ArrayList<>();
    int most = settings.readings();
    for (TimeSeries s : scaledStreams) {
      int first = s.countUntil(split.boundary(s));
      for (int from = first; from < s.length(); from += most) {
        int start = Math.max(0, from - most / 2);
        int end = Math.min(s.length(), from + most);
        double after = from == 0 ? Double.NEGATIVE_INFINITY : s.time(from - 1);
        windows.add(
            new SequenceWindow(
                s, start, end, after, 0, new Seeds(settings.seed()).part(windows.size()).value()));
      }
    }
    List<SequenceWindow> chosen = new ArrayList<>();
    int stride =
        Math.max(1, (windows.size() + MOST_VALIDATION_WINDOWS - 1) / MOST_VALIDATION_WINDOWS);
    for (int i = 0; i < windows.size(); i += stride) {
      chosen.add(windows.get(i));
    }
    return chosen;
  }

  /** Most readings of a window. */
  int readings() {
    return settings.readings();
  }

  /** Number of windows of an epoch. */
  int perEpoch() {
    return perEpoch;
  }

  /** Windows that no gradient sees. */
  public List<SequenceWindow> validation() {
    return validation;
  }

  /** Windows of an epoch, drawn by its number. */
  List<SequenceWindow> drawn(int epoch) {
    SplittableRandom random = new Seeds(settings.seed()).epoch(epoch).random();
    long readings = readingsUntil[training.size()];
    List<SequenceWindow> windows = new ArrayList<>();
    for (int i = 0; i < perEpoch; i++) {
      long place = random.nextLong(readings);
      int s = 0;
      while (readingsUntil[s + 1] <= place) {
        s++;
      }
      TimeSeries series = training.get(s);
      int length = Math.min(settings.readings(), series.length());
      // A window around the place drawn; those cut off by the series' beginning all start there, so
      // that beginnings, which every stream has but once, are learnt as well.
      long within = place - readingsUntil[s];
      int from =
          (int) Math.max(0, Math.min(within - random.nextInt(length), series.length() - length));
      windows.add(
          new SequenceWindow(
              series,
              from,
              from + length,
              Double.NEGATIVE_INFINITY,
              settings.levelShift(),
              random.nextLong()));
    }
    return windows;
  }
}
