package io.anode4j.streaming.command;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The law of one pump of the demo: a load of two periods drives pressure at once, temperature
 * later, and vibration above a level. Amplitude, phases and pace differ from pump to pump.
 */
final class Pump {
  /** Names of the channels, in the order of the values. */
  static final List<String> CHANNELS = List.of("temperature", "pressure", "vibration");

  static final int TEMPERATURE = 0;
  static final int PRESSURE = 1;
  static final int VIBRATION = 2;

  private static final double LONG_PERIOD = 90;
  private static final double SHORT_PERIOD = 36;
  private static final double TEMPERATURE_LAG = 8;
  private static final double[] SEEN = {0.9, 0.85, 0.7};
  private static final double[] NOISE = {0.35, 0.035, 0.05};
  private static final double LEAST_GAP = 0.3;

  private final double amplitude;
  private final double longPhase;
  private final double shortPhase;
  private final double meanGap;
  private final RandomGenerator random;

  Pump(RandomGenerator random) {
    this.random = random;
    amplitude = 0.8 + 0.4 * random.nextDouble();
    longPhase = 2 * Math.PI * random.nextDouble();
    shortPhase = 2 * Math.PI * random.nextDouble();
    meanGap = 1.2 + 1.6 * random.nextDouble();
  }

  /** Seconds to the next reading: an exponential waiting time after a dead time. */
  double nextGap() {
    return LEAST_GAP - (meanGap - LEAST_GAP) * Math.log(1 - random.nextDouble());
  }

  /** A healthy reading: channels are missing now and then, never all. */
  double[] read(double time) {
    double[] values = new double[CHANNELS.size()];
    int kept = random.nextInt(values.length);
    for (int c = 0; c < values.length; c++) {
      double value = level(c, time) + NOISE[c] * random.nextGaussian();
      boolean seen = random.nextDouble() < SEEN[c] || c == kept;
      values[c] = seen ? Math.round(value * 1000) / 1000.0 : Double.NaN;
    }
    return values;
  }

  /** What a channel would say without noise. */
  double level(int channel, double time) {
    return switch (channel) {
      case TEMPERATURE -> 60 + 7 * load(time - TEMPERATURE_LAG);
      case PRESSURE -> 4 + 0.6 * load(time);
      default -> 1 + 0.5 * Math.max(0, load(time));
    };
  }

  private double load(double time) {
    return amplitude
        * (Math.sin(2 * Math.PI * time / LONG_PERIOD + longPhase)
            + 0.4 * Math.sin(2 * Math.PI * time / SHORT_PERIOD + shortPhase));
  }
}
