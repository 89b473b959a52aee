package io.anode4j.cli;

/** A line on the terminal that is written again and again. */
final class RewrittenLine {
  /** To the line's start, and clear what is there. */
  private static final String REWRITE = "\r\u001B[2K";

  private final Console console;
  private boolean open;

  RewrittenLine(Console console) {
    this.console = console;
  }

  void show(String text) {
    console.err().print(REWRITE + text);
    console.err().flush();
    open = true;
  }

  /** Ends the line, if there is one. */
  void close() {
    if (open) {
      console.err().println();
      console.err().flush();
      open = false;
    }
  }
}
