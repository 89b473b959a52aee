package io.anode4j.data;

/** In which order a date's numbers stand where nothing else tells, as in {@code 04/05/2024}. */
public enum DateOrder {
  /** Day, month, year: most of the world. */
  DMY("dd", "MM", "yyyy"),
  /** Month, day, year: the United States. */
  MDY("MM", "dd", "yyyy"),
  /** Year, month, day. */
  YMD("yyyy", "MM", "dd");

  private final String first;
  private final String second;
  private final String third;

  DateOrder(String first, String second, String third) {
    this.first = first;
    this.second = second;
    this.third = third;
  }

  /** {@return the pattern with this separator and as many digits of the year} */
  String pattern(String separator, int yearDigits) {
    String pattern = String.join(separator, first, second, third);
    return yearDigits == 2 ? pattern.replace("yyyy", "yy") : pattern;
  }
}
