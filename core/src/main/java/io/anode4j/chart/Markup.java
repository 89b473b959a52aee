package io.anode4j.chart;

/** Escaping shared by SVG and HTML: whatever a series is called, it stays text. */
public final class Markup {
  private Markup() {}

  /**
   * Text that is safe as element content and inside quoted attributes.
   *
   * <p>Characters that XML 1.0 has no way to write (most control characters, lone surrogates)
   * become the replacement character, since a viewer would refuse the whole document otherwise.
   */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(out, c));
    return out.toString();
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      default -> out.appendCodePoint(isAllowed(c) ? c : 0xfffd);
    }
  }

  private static boolean isAllowed(int c) {
    if (c < 0x20) {
      return c == '\t' || c == '\n' || c == '\r';
    }
    return c < 0xd800 || (c > 0xdfff && c < 0xfffe) || c > 0xffff;
  }
}
