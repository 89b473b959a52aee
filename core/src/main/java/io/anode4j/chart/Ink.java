package io.anode4j.chart;

import java.util.Locale;

/**
 * What a colour means in a picture; {@link Theme} says how it looks.
 *
 * <p>Marks name roles and never colours, so one picture serves light and dark. {@link #FORECAST}
 * and {@link #OUTCOME} stay apart under the common forms of colour blindness, and every ink that
 * carries text reaches a contrast of 4.5 : 1 against {@link #PAPER} (both are tested).
 */
public enum Ink {
  /** The ground everything lies on, and the halo round labels inside a plot. */
  PAPER(0xffffff, 0x14181d),
  /** Titles and figures. */
  TEXT(0x1b1f24, 0xe8eaed),
  /** Tick labels, axis notes, everything that explains. */
  MUTED(0x5c6670, 0x9aa4af),
  /** Grid lines: just visible. */
  GRID(0xe4e7eb, 0x2b323a),
  /** The zero line, the "now" rule and nominal lines. */
  RULE(0x98a1ab, 0x66707b),
  /** What was observed before the origin. */
  HISTORY(0x3a424b, 0xc6ccd3),
  /** The forecast, its bands, and everything else that is the model's. */
  FORECAST(0x1f5a99, 0x6fb0f0),
  /** What really happened, and everything it is compared with in the same picture. */
  OUTCOME(0xd1344b, 0xff8b8f),
  /** Baselines: present, never in front. */
  BASELINE(0x6b7580, 0x8a949f),
  /** A third curve beside {@link #FORECAST} and {@link #OUTCOME}. */
  THIRD(0x1c7a4b, 0x5cc48d),
  /** A fourth. */
  FOURTH(0x8a5a00, 0xe0b04a),
  /** A fifth. */
  FIFTH(0x7a3fa0, 0xc79bea);

  private final int light;
  private final int dark;

  Ink(int light, int dark) {
    this.light = light;
    this.dark = dark;
  }

  /** The colour in a theme as {@code 0xRRGGBB}. */
  public int rgb(Theme theme) {
    return theme == Theme.LIGHT ? light : dark;
  }

  /** The colour in a theme as CSS writes it, {@code #rrggbb}. */
  public String css(Theme theme) {
    return String.format(Locale.ROOT, "#%06x", rgb(theme));
  }

  /** The name used in class names and CSS variables. */
  public String cssName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
