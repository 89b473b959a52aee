package io.anode4j.data;

/**
 * A stretch of a series around a present: what is known then and what comes next.
 *
 * @param context rows up to and including the origin
 * @param target rows after the origin
 * @param origin the present, in the series' own unit of time
 */
public record Window(TimeSeries context, TimeSeries target, double origin) {

  /**
   * Checks that nothing of the future is in the context.
   *
   * @param context rows up to and including the origin
   * @param target rows after the origin
   * @param origin the present
   * @throws IllegalArgumentException if a row is on the wrong side of the origin or the two parts
   *     differ in their channels
   */
  public Window {
    boolean leaks = context.length() > 0 && context.lastTime() > origin;
    boolean known = target.length() > 0 && target.firstTime() <= origin;
    if (leaks || known || context.channels() != target.channels()) {
      throw new IllegalArgumentException(
          ("a window of series '%s' at origin %s has context %s and target %s; expected context up"
                  + " to the origin, target after it, equal channels; cut it with Windows")
              .formatted(context.id(), origin, context, target));
    }
  }

  /**
   * The name of the series it was cut from.
   *
   * @return the id of both parts
   */
  public String id() {
    return context.id();
  }
}
