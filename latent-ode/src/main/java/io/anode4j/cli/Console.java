package io.anode4j.cli;

import java.io.PrintWriter;

/**
 * Where a command writes: results to the standard output, all else to the standard error.
 *
 * @param out the standard output
 * @param err the standard error
 * @param quiet whether notes are left out
 */
record Console(PrintWriter out, PrintWriter err, boolean quiet) {

  /** Prints a result. */
  void result(String text) {
    out.println(text.stripTrailing());
    out.flush();
  }

  /** Says something that is good to know; not with {@code --quiet}. */
  void note(String text) {
    if (!quiet) {
      err.println(text);
      err.flush();
    }
  }

  /** Says what nobody may miss, {@code --quiet} or not. */
  void warn(String text) {
    err.println("warning: " + text);
    err.flush();
  }

  /**
   * Whether the standard error is a terminal. Java cannot ask; the launcher says so in a system
   * property, and without it a console is taken as a sign, which newer versions of Java have even
   * where there is no terminal.
   */
  static boolean isTerminal() {
    String stated = System.getProperty("anode4j.terminal");
    if (stated != null) {
      return Boolean.parseBoolean(stated);
    }
    return Runtime.version().feature() < 22 && System.console() != null;
  }
}
