package io.anode4j.data;

import java.util.List;

/** Dates whose day and month may be either of two numbers, in every cell there is. */
public final class AmbiguousDatesException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String text;
  private final transient List<DateOrder> orders;
  private final String readings;

  AmbiguousDatesException(String text, List<DateOrder> orders, List<String> readings) {
    super(
        "the dates may be read in two ways: '%s' is %s; expected at least one that decides; state %s"
            .formatted(text, String.join(" or ", readings), orders));
    this.readings = "'%s', which is %s".formatted(text, String.join(" or ", readings));
    this.text = text;
    this.orders = List.copyOf(orders);
  }

  /** {@return a cell that may be read in two ways} */
  public String text() {
    return text;
  }

  /** {@return the orders of day, month and year that all cells allow} */
  public List<DateOrder> orders() {
    return orders;
  }

  /** {@return a date in all its readings, for messages} */
  public String readings() {
    return readings;
  }
}
