package io.anode4j.cli;

import java.util.ArrayList;
import java.util.List;

/** Which of some options that do not go with another were stated, for the message. */
final class StatedOptions {
  private final List<String> names = new ArrayList<>();

  StatedOptions add(String name, boolean stated) {
    if (stated) {
      names.add(name);
    }
    return this;
  }

  StatedOptions addAll(StatedOptions others) {
    names.addAll(others.names);
    return this;
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  /** {@code --lower}, or {@code --lower, --upper and --report}. */
  String words() {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /** The words with their verb: {@code --lower was stated}. */
  String sentence() {
    return words() + (names.size() == 1 ? " was stated" : " were stated");
  }
}
