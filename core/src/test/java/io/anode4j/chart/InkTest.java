package io.anode4j.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InkTest {
  /** Machado, Oliveira and Fernandes (2009), table 1, severity 1.0; linear RGB, row-major. */
  private static final double[][] DEFICIENCIES = {
    {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
    {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
    {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
  };

  @ParameterizedTest
  @EnumSource(Theme.class)
  void textCanBeRead(Theme theme) {
    for (Ink ink :
        new Ink[] {
          Ink.TEXT,
          Ink.MUTED,
          Ink.FORECAST,
          Ink.OUTCOME,
          Ink.BASELINE,
          Ink.THIRD,
          Ink.FOURTH,
          Ink.FIFTH
        }) {
      double contrast = contrast(ink.rgb(theme), Ink.PAPER.rgb(theme));
      assertTrue(contrast >= 4.5, () -> ink + " on " + theme + ": " + contrast);
    }
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void forecastAndOutcomeStayApartForEveryEye(Theme theme) {
    for (double[] eye : DEFICIENCIES) {
      double[] a = lab(see(Ink.FORECAST.rgb(theme), eye));
      double[] b = lab(see(Ink.OUTCOME.rgb(theme), eye));
      double distance = Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);
      assertTrue(distance > 20, () -> theme + ": CIE76 distance " + distance);
    }
  }

  @Test
  void writesCss() {
    assertEquals("#1f5a99", Ink.FORECAST.css(Theme.LIGHT));
    assertEquals("outcome", Ink.OUTCOME.cssName());
  }

  private static double[] linear(int rgb) {
    double[] out = new double[3];
    for (int i = 0; i < 3; i++) {
      double c = (rgb >> (16 - 8 * i) & 0xff) / 255.0;
      out[i] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
    return out;
  }

  private static double contrast(int a, int b) {
    double first = luminance(a) + 0.05;
    double second = luminance(b) + 0.05;
    return Math.max(first, second) / Math.min(first, second);
  }

  private static double luminance(int rgb) {
    double[] c = linear(rgb);
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
  }

  private static double[] see(int rgb, double[] eye) {
    double[] c = linear(rgb);
    double[] out = new double[3];
    for (int i = 0; i < 3; i++) {
      double v = eye[3 * i] * c[0] + eye[3 * i + 1] * c[1] + eye[3 * i + 2] * c[2];
      out[i] = Math.max(0, Math.min(1, v));
    }
    return out;
  }

  private static double[] lab(double[] c) {
    double x = f((0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2]) / 0.9505);
    double y = f(0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]);
    double z = f((0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2]) / 1.089);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double f(double t) {
    return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
  }
}
