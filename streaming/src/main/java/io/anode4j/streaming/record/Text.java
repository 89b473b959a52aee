package io.anode4j.streaming.record;

/** Foreign text in messages of our own. */
final class Text {
  private static final int MOST = 60;

  private Text() {}

  /** At most 60 characters, so that a message never carries a megabyte of somebody's record. */
  static String shortened(String text) {
    return text.length() <= MOST ? text : text.substring(0, MOST) + "…";
  }
}
