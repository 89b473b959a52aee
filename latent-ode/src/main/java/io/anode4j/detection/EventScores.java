package io.anode4j.detection;

import java.util.List;

/**
 * Alarms counted as a person meets them: those with few quiet readings between them are one, and
 * what calls somebody is its beginning. So an alarm that is always raised finds nothing.
 *
 * @param events runs of anomalous readings
 * @param found those in which an alarm begins, or as few readings before
 * @param alarms alarms, each a run
 * @param wrong those that begin elsewhere
 * @param days time judged, in days, or in thousands of readings where times have no date
 */
public record EventScores(int events, int found, int alarms, int wrong, double days) {
  /**
   * Counts over all readings of some streams.
   *
   * @param streams what was said of them
   * @param quiet most readings without an alarm within one, and by which it may come early
   * @param day length of a day in the unit of the times; NaN if times are not dated
   */
  static EventScores of(List<JudgedStream> streams, int quiet, double day) {
    int events = 0;
    int found = 0;
    int alarms = 0;
    int wrong = 0;
    double days = 0;
    for (JudgedStream s : streams) {
      List<Stretch> anomalies = Stretch.of(s.anomalous(), 0);
      List<Stretch> raised = Stretch.of(s.alarms(), quiet);
      events += anomalies.size();
      found +=
          (int)
              anomalies.stream()
                  .filter(a -> raised.stream().anyMatch(r -> r.begins(a, quiet)))
                  .count();
      alarms += raised.size();
      wrong +=
          (int)
              raised.stream()
                  .filter(r -> anomalies.stream().noneMatch(a -> r.begins(a, quiet)))
                  .count();
      int n = s.times().length;
      days += Double.isNaN(day) ? n / 1000.0 : (s.times()[n - 1] - s.times()[0]) / day;
    }
    return new EventScores(events, found, alarms, wrong, days);
  }

  /** Share of alarms that begin in an anomaly; NaN when there was none. */
  public double precision() {
    return (double) (alarms - wrong) / alarms;
  }

  /** Share of anomalies that were found; NaN when there was none. */
  public double recall() {
    return (double) found / events;
  }

  /** Harmonic mean of precision and recall; 0 when nothing was found, NaN without anomalies. */
  public double f1() {
    if (events == 0) {
      return Double.NaN;
    }
    return found == 0 ? 0 : 2 * precision() * recall() / (precision() + recall());
  }

  /** Alarms that begin in no anomaly, a day or a thousand readings. */
  public double wrongADay() {
    return wrong / days;
  }
}
