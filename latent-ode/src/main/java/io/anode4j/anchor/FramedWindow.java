package io.anode4j.anchor;

import io.anode4j.data.TimeSeries;
import io.anode4j.data.Window;

/**
 * A training window as a fit sees it: what came before its origin, its frame, and what followed.
 *
 * @param past of its series
 * @param frame at the origin, which {@link AnchorRules#origin} may have moved back
 * @param target what followed
 */
record FramedWindow(SeriesPast past, WindowFrame frame, TimeSeries target) {
  static FramedWindow of(
      Window window, SeriesPast past, AnchorRules rules, FrameStatistics frames) {
    double origin = rules.origin(past, window.origin());
    return new FramedWindow(past, frames.frame(past, origin), window.target());
  }

  double origin() {
    return frame.origin();
  }
}
