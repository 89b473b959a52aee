package io.anode4j.chart;

/** The ground a picture is drawn on. SVG pictures carry both and follow the reader's setting. */
public enum Theme {
  /** Dark ink on white. */
  LIGHT,
  /** Light ink on near-black. */
  DARK
}
