package io.anode4j.chart;

import java.util.List;

/**
 * Where an axis is marked and what stands there.
 *
 * @param marks the marks in order
 * @param note what all labels have in common and do not repeat ({@code ×10⁹}, {@code hours}); empty
 *     where there is nothing
 */
public record Ticks(List<Tick> marks, String note) {
  /** Copies the marks. */
  public Ticks {
    marks = List.copyOf(marks);
  }

  /**
   * One mark.
   *
   * @param value position in the axis' unit
   * @param label what changes from mark to mark: {@code 06:00}
   * @param context what stays for a while, written where it changes: {@code 3 May 2021}; else empty
   */
  public record Tick(double value, String label, String context) {}
}
