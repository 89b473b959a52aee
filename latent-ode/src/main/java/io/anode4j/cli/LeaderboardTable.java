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
        + String.join(System.lineSeparator(), table.lines())
        + drawn(board);
  }

  /** Said where it is more than a trifle. */
  private static String drawn(Leaderboard board) {
    return board.refuge().isEmpty() || board.drawn() < 0.1
        ? ""
        : text(
            "%nThe windows cannot quite tell that all together are better than %s: weights went"
                + " %.0f %% of the way to it.",
            board.refuge(), 100 * board.drawn());
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
