package io.anode4j.detection;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How well a judge told anomalies from ordinary readings.
 *
 * @param vusPr {@link VolumeUnderSurface}, the mean of the streams that have an anomaly
 * @param aucPr {@link PrecisionRecall#area}, the mean of the same streams
 * @param points its own alarms, counted by readings
 * @param events its own alarms, counted by events
 * @param atRate events at the threshold that ordinary readings exceed as often as the stated rate
 *     says, which is set by their labels: it makes judges comparable that alarm at different rates
 * @param adjustedF1 largest F1 of any threshold when all readings of an anomaly count as found with
 *     any of them (point adjustment): it flatters long anomalies so much that a random score does
 *     well, so print it beside a random score's or not at all
 */
public record DetectionScores(
    double vusPr,
    double aucPr,
    PointScores points,
    EventScores events,
    EventScores atRate,
    double adjustedF1) {
  /**
   * Scores what a judge said.
   *
   * @param streams what it said of each stream
   * @param rules how to count
   * @return the figures; NaN where there is no anomaly to find
   */
  public static DetectionScores of(List<JudgedStream> streams, DetectionRules rules) {
    double threshold = threshold(streams, rules.rate());
    return new DetectionScores(
        mean(
            streams,
            s -> VolumeUnderSurface.precisionRecall(s.scores(), s.anomalous(), rules.buffer())),
        mean(streams, s -> PrecisionRecall.area(s.scores(), s.anomalous())),
        PointScores.of(streams),
        EventScores.of(streams, rules.quiet(), rules.day()),
        EventScores.of(
            streams.stream().map(s -> s.above(threshold)).toList(), rules.quiet(), rules.day()),
        adjustedF1(streams));
  }

  private static double mean(List<JudgedStream> streams, ToDoubleFunction<JudgedStream> figure) {
    return streams.stream()
        .filter(JudgedStream::isAnyAnomalous)
        .mapToDouble(figure)
        .average()
        .orElse(Double.NaN);
  }

  /** The least threshold that at most a share of all ordinary readings is above. */
  static double threshold(List<JudgedStream> streams, double rate) {
    double[] ordinary =
        streams.stream()
            .flatMapToDouble(
                s ->
                    java.util.stream.IntStream.range(0, s.scores().length)
                        .filter(i -> !s.anomalous()[i])
                        .mapToDouble(i -> s.scores()[i]))
            .sorted()
            .toArray();
    int above = (int) Math.floor(rate * ordinary.length);
    return ordinary.length == 0 ? Double.NEGATIVE_INFINITY : ordinary[ordinary.length - 1 - above];
  }

  private static double adjustedF1(List<JudgedStream> streams) {
    int n = streams.stream().mapToInt(s -> s.scores().length).sum();
    double[] scores = new double[n];
    boolean[] anomalous = new boolean[n];
    int at = 0;
    for (JudgedStream s : streams) {
      double[] adjusted = s.scores().clone();
      for (Stretch one : Stretch.of(s.anomalous(), 0)) {
        double most = Arrays.stream(adjusted, one.from(), one.to() + 1).max().orElseThrow();
        Arrays.fill(adjusted, one.from(), one.to() + 1, most);
      }
      System.arraycopy(adjusted, 0, scores, at, adjusted.length);
      System.arraycopy(s.anomalous(), 0, anomalous, at, adjusted.length);
      at += adjusted.length;
    }
    return PrecisionRecall.bestF1(scores, anomalous);
  }
}
