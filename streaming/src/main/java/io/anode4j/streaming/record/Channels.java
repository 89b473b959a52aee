package io.anode4j.streaming.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The channels that a model expects, in its order, and what to do with others.
 *
 * @param names names in the model's order
 * @param index place of each name
 * @param ignoreUnknown true to pass over features that the model does not know
 * @param dated true when the model's times are points of the calendar
 */
public record Channels(
    List<String> names, Map<String, Integer> index, boolean ignoreUnknown, boolean dated) {
  private static final int MOST_NAMED = 12;

  /** Copies the lists. */
  public Channels {
    names = List.copyOf(names);
    index = Map.copyOf(index);
  }

  /**
   * The channels of a model.
   *
   * @param names names in the model's order
   * @param ignoreUnknown true to pass over features that the model does not know
   * @param dated true when the model's times are points of the calendar
   * @return the channels
   */
  public static Channels of(List<String> names, boolean ignoreUnknown, boolean dated) {
    Map<String, Integer> index = new HashMap<>();
    for (int c = 0; c < names.size(); c++) {
      index.put(names.get(c), c);
    }
    return new Channels(names, index, ignoreUnknown, dated);
  }

  /** Number of channels. */
  public int size() {
    return names.size();
  }

  /**
   * Place of a channel.
   *
   * @param name its name
   * @return its place, −1 for a name to be passed over
   * @throws BadRecordException when the name is unknown and unknown names are not passed over
   */
  public int place(String name) {
    Integer place = index.get(name);
    if (place != null) {
      return place;
    }
    if (ignoreUnknown) {
      return -1;
    }
    throw new BadRecordException(
        BadRecordException.Reason.UNKNOWN_FEATURE,
        "Unknown feature '"
            + Text.shortened(name)
            + "'"
            + Spelling.hint(name, names)
            + "; expected one of the model's channels "
            + named()
            + ": correct the name, or set unknown.feature=ignore");
  }

  /** The names for a sentence: all of them, or of many the first. */
  String named() {
    return size() <= MOST_NAMED
        ? names.toString()
        : names.subList(0, MOST_NAMED) + " and " + (size() - MOST_NAMED) + " more";
  }
}
