package io.anode4j.model;

/** Ranges of settings: a value outside of one is refused with its name and what was expected. */
public final class SettingRange {
  private SettingRange() {}

  /**
   * Requires a whole number of a range.
   *
   * @param name the setting
   * @param value what was stated
   * @param least smallest value taken
   * @param most largest value taken
   * @throws IllegalArgumentException when it lies outside
   */
  public static void within(String name, int value, int least, int most) {
    require(value >= least && value <= most, name, value, "a number " + least + " to " + most);
  }

  /**
   * Requires a finite number of at least so much.
   *
   * @param name the setting
   * @param value what was stated
   * @param least smallest value taken
   * @throws IllegalArgumentException when it is smaller, infinite or NaN
   */
  public static void atLeast(String name, double value, double least) {
    require(value >= least && Double.isFinite(value), name, value, "at least " + least);
  }

  /**
   * Requires a finite number above 0.
   *
   * @param name the setting
   * @param value what was stated
   * @throws IllegalArgumentException when it is not
   */
  public static void above(String name, double value) {
    require(value > 0 && Double.isFinite(value), name, value, "a number above 0");
  }

  /**
   * Requires a share of 1, above 0.
   *
   * @param name the setting
   * @param value what was stated
   * @param whole whether all of it, 1, is taken as well
   * @throws IllegalArgumentException when it is not
   */
  public static void share(String name, double value, boolean whole) {
    require(value > 0 && (value < 1 || (whole && value == 1)), name, value, "a share of 1");
  }

  /**
   * Requires what no other range says.
   *
   * @param holds whether the value is taken
   * @param name the setting
   * @param value what was stated
   * @param expected what is taken
   * @throws IllegalArgumentException when it is not
   */
  public static void require(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "The setting " + name + " is " + value + "; expected " + expected);
    }
  }
}
