package io.anode4j.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * VUS-PR: the area under precision over recall, averaged over buffers of 0 to some readings around
 * each anomaly, within which an alarm is partly right (Paparrizos et al., "Volume Under the
 * Surface", VLDB 2022, section 4, with the sums of the benchmark TSB-AD 2024). It asks for no
 * threshold, and is indifferent to labels that begin a little early or late.
 *
 * <p>At a distance k from an anomaly, within half of the buffer b, a reading counts √(1 − k/b).
 * With TP the sum of what the readings above a threshold count, E the part of it within buffers, P
 * the anomalous readings and x the share of (buffered) anomalies with any of them:
 *
 * <pre>precision = TP / readings above,   recall = min(1, TP / (P + E/2)) · x</pre>
 */
public final class VolumeUnderSurface {
  private final boolean[] anomalous;
  private final Ranking ranking;
  private final List<Stretch> anomalies;
  private final double positives;

  private VolumeUnderSurface(double[] scores, boolean[] anomalous) {
    this.anomalous = anomalous;
    this.ranking = new Ranking(scores);
    this.anomalies = Stretch.of(anomalous, 0);
    this.positives = anomalies.stream().mapToInt(a -> a.to() - a.from() + 1).sum();
  }

  /**
   * The volume for precision and recall.
   *
   * @param scores higher is stranger, one a reading
   * @param anomalous whether each reading is an anomaly
   * @param buffer largest buffer in readings, at least 0; 0 gives {@link PrecisionRecall#area} but
   *     for the share x
   * @return the volume, 0 to 1; NaN when no reading is an anomaly
   */
  public static double precisionRecall(double[] scores, boolean[] anomalous, int buffer) {
    VolumeUnderSurface surface = new VolumeUnderSurface(scores, anomalous);
    if (surface.anomalies.isEmpty()) {
      return Double.NaN;
    }
    double sum = 0;
    for (int b = 0; b <= buffer; b++) {
      sum += surface.area(b);
    }
    return sum / (buffer + 1);
  }

  private double area(int buffer) {
    double[] counts = counts(buffer);
    int[] event = events(buffer / 2);
    boolean[] seen = new boolean[anomalies.size()];
    int found = 0;
    int events = 1 + Arrays.stream(event).max().orElse(0);
    double right = 0;
    double inBuffers = 0;
    double recall = 0;
    double area = 0;
    for (int rank = 0; rank < ranking.size(); rank++) {
      int i = ranking.at(rank);
      right += counts[i];
      inBuffers += anomalous[i] ? 0 : counts[i];
      if (event[i] >= 0 && !seen[event[i]]) {
        seen[event[i]] = true;
        found++;
      }
      if (ranking.endsGroup(rank)) {
        double now = Math.min(1, right / (positives + inBuffers / 2)) * found / events;
        area += (now - recall) * right / (rank + 1);
        recall = now;
      }
    }
    return area;
  }

  /** What each reading counts: 1 within an anomaly, less the farther it is from one. */
  private double[] counts(int buffer) {
    double[] counts = new double[anomalous.length];
    for (Stretch one : anomalies) {
      for (int k = 1; k <= buffer / 2; k++) {
        double part = Math.sqrt(1 - (double) k / buffer);
        if (one.from() - k >= 0) {
          counts[one.from() - k] += part;
        }
        if (one.to() + k < counts.length) {
          counts[one.to() + k] += part;
        }
      }
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] = anomalous[i] ? 1 : Math.min(1, counts[i]);
    }
    return counts;
  }

  /** Which anomaly each reading belongs to, −1 for none; those whose buffers touch are one. */
  private int[] events(int half) {
    int[] event = new int[anomalous.length];
    Arrays.fill(event, -1);
    int number = 0;
    for (Stretch one : joined(half)) {
      int to = Math.min(event.length, one.to() + half + 1);
      Arrays.fill(event, Math.max(0, one.from() - half), to, number++);
    }
    return event;
  }

  private List<Stretch> joined(int half) {
    List<Stretch> joined = new ArrayList<>();
    for (Stretch one : anomalies) {
      int last = joined.size() - 1;
      if (last >= 0 && joined.get(last).to() + half >= one.from() - half) {
        joined.set(last, new Stretch(joined.get(last).from(), one.to()));
      } else {
        joined.add(one);
      }
    }
    return joined;
  }
}
