package io.anode4j.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The figures of a comparison, told once for its table and its JSON. Some are not defined by the
 * data and are NaN: a dash in the table, and left out of JSON, which knows no NaN.
 *
 * @param layout format of a row of the table: a name, then the figures that have a title as texts
 * @param figures the figures, in their order
 * @param <S> the scores they are read from
 */
public record FigureColumns<S>(String layout, List<Figure<S>> figures) {
  /** Copies the list. */
  public FigureColumns {
    figures = List.copyOf(figures);
  }

  /**
   * One figure.
   *
   * @param title its column in the table; empty where it stands in JSON alone
   * @param key its name in JSON
   * @param format how it is written in the table
   * @param of reads it from the scores
   * @param <S> the scores
   */
  public record Figure<S>(String title, String key, String format, ToDoubleFunction<S> of) {
    boolean isInTable() {
      return !title.isEmpty();
    }
  }

  /** The first line of the table. */
  public String heading() {
    return line("", figures.stream().filter(Figure::isInTable).map(Figure::title));
  }

  /**
   * A line of the table.
   *
   * @param name whose scores they are
   * @param scores the scores
   * @return the line
   */
  public String row(String name, S scores) {
    return line(
        name,
        figures.stream()
            .filter(Figure::isInTable)
            .map(figure -> text(figure.format, figure.of.applyAsDouble(scores))));
  }

  private String line(String name, Stream<String> texts) {
    return String.format(Locale.ROOT, layout, Stream.concat(Stream.of(name), texts).toArray());
  }

  static String text(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }

  /**
   * Adds what is defined to a tree of maps for JSON.
   *
   * @param row receives the figures by their keys
   * @param scores the scores
   */
  public void put(Map<String, Object> row, S scores) {
    for (Figure<S> figure : figures) {
      double value = figure.of.applyAsDouble(scores);
      if (!Double.isNaN(value)) {
        row.put(figure.key, value);
      }
    }
  }
}
