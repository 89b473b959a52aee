package io.anode4j.data.csv;

import io.anode4j.data.AmbiguousDatesException;
import io.anode4j.data.DateOrder;
import java.util.List;

/** Dates of which the first rows do not say what is the day and what the month. */
final class UndecidedDatesException extends CsvException {
  private static final long serialVersionUID = 1L;

  private final transient List<DateOrder> orders;

  UndecidedDatesException(String file, String column, AmbiguousDatesException cause) {
    super(
        new CsvProblem(
            file,
            0,
            column,
            cause.readings(),
            "a date that only one of the readings allows, or to be told",
            "say which with --time-format "
                + String.join(
                    " or --time-format ",
                    cause.orders().stream()
                        .map(order -> order.name().toLowerCase(java.util.Locale.ROOT))
                        .toList())),
        cause);
    this.orders = cause.orders();
  }

  List<DateOrder> orders() {
    return orders;
  }
}
