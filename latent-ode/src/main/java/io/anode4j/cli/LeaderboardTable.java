package io.anode4j.cli;

import io.anode4j.data.TextTable;
import io.anode4j.evaluation.Leaderboard;
import io.anode4j.evaluation.Leaderboard.Standing;
import java.util.List;
import java.util.Locale;

/** A {@link Leaderboard} in columns. */
final class LeaderboardTable {
  private LeaderboardTable() {}

  static String of(Leaderboard board) {
    TextTable table = new TextTable(List.of("forecaster", "abs. error", "behind", "+-", "weight"));
    for (Standing one : board.standings()) {
      boolean all = one.member().equals(Leaderboard.WEIGHED);
      table.row(
          List.of(
              one.member(),
              text("%.4f", one.error()),
              all ? "" : text("%+.4f", one.behind()),
              all ? "" : text("%.4f", one.standardError()),
              all ? "" : text("%.2f", one.weight())));
    }
    return text(
            "On %,d validation windows, in units of each series' recent past; weighed on one half,"
                + " judged on the other:%n",
            board.windows())
        + String.join(System.lineSeparator(), table.lines());
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
