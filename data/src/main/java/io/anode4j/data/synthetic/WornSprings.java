package io.anode4j.data.synthetic;

import io.anode4j.data.RowLabels;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Springs that were knocked and swing out, some of them worn: those swing more slowly. The place x
 * of a spring obeys {@code x'' = −2γx' − ω²x} with ω ~ N(1, 0.05²) when sound and N(0.75, 0.05²)
 * when worn, and γ ~ U[0.02, 0.06] in both; it was knocked at a phase of its own to an amplitude of
 * U[1, 3]. It is looked at 12 to 24 times, at times of its own within 20 units; two times in five
 * its speed is read as well. All readings have noise of deviation 0.1.
 *
 * <p>What a glance shows (mean, range, last value, count) tells little of the two; the time between
 * what is seen tells them apart.
 *
 * @param series how many springs
 * @param seed of all random draws
 */
public record WornSprings(int series, long seed) {
  /** The label of a spring that is as it should be. */
  public static final String SOUND = "sound";

  /** The label of a worn one. */
  public static final String WORN = "worn";

  private static final double WORN_SHARE = 0.3;
  private static final double SPAN = 20;
  private static final double NOISE = 0.1;

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public WornSprings {
    if (series < 0) {
      throw new IllegalArgumentException(series + " springs; expected a number from 0; raise it");
    }
  }

  /**
   * Series and their labels.
   *
   * @param data springs with the channels {@code place} and {@code speed}
   * @param labels {@link #SOUND} or {@link #WORN}, at every row
   */
  public record Labelled(SeriesSet data, RowLabels labels) {}

  /** Draws the springs {@code spring-0}, {@code spring-1} and so on. */
  public Labelled generate() {
    SplittableRandom root = new SplittableRandom(seed);
    List<TimeSeries> springs = new ArrayList<>();
    RowLabels labels = new RowLabels();
    for (int s = 0; s < series; s++) {
      SplittableRandom random = root.split();
      boolean worn = random.nextDouble() < WORN_SHARE;
      TimeSeries spring = spring("spring-" + s, worn, random);
      springs.add(spring);
      for (int i = 0; i < spring.length(); i++) {
        labels.add(spring.id(), spring.time(i), worn ? WORN : SOUND);
      }
    }
    SeriesSet set =
        new SeriesSet(
            List.of("place", "speed"), springs, TimeFormat.number(), "worn springs, seed " + seed);
    return new Labelled(set, labels);
  }

  private static TimeSeries spring(String id, boolean worn, SplittableRandom random) {
    double frequency = random.nextGaussian(worn ? 0.75 : 1, 0.05);
    double damping = random.nextDouble(0.02, 0.06);
    double amplitude = random.nextDouble(1, 3);
    double phase = random.nextDouble(0, 2 * Math.PI);
    double[] times =
        random.doubles(random.nextInt(12, 25), 0, SPAN).map(WornSprings::rounded).toArray();
    times = Arrays.stream(times).distinct().sorted().toArray();
    double[][] values = new double[times.length][];
    double swing = Math.sqrt(frequency * frequency - damping * damping);
    for (int i = 0; i < times.length; i++) {
      double at = swing * times[i] + phase;
      double size = amplitude * Math.exp(-damping * times[i]);
      double place = size * Math.cos(at);
      double speed = -size * (damping * Math.cos(at) + swing * Math.sin(at));
      boolean read = random.nextDouble() < 0.4;
      values[i] =
          new double[] {
            rounded(place + NOISE * random.nextGaussian()),
            read ? rounded(speed + NOISE * random.nextGaussian()) : Double.NaN
          };
    }
    return TimeSeries.of(id, times, values);
  }

  private static double rounded(double value) {
    return Math.round(100 * value) / 100.0; // also +0 where it would be −0
  }
}
