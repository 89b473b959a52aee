package io.anode4j.streaming.record;

import io.anode4j.data.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Names that are nearly those that were meant. */
public final class Spelling {
  private Spelling() {}

  /**
   * The name that was probably meant.
   *
   * @param name what was found
   * @param known what there is
   * @return the nearest of them; null when none is at most a third of its letters away
   */
  public static @Nullable String nearest(String name, Collection<String> known) {
    String plain = plain(name);
    return known.stream()
        .filter(each -> EditDistance.of(plain, plain(each)) <= Math.min(3, each.length() / 3))
        .min(Comparator.comparingInt(each -> EditDistance.of(plain, plain(each))))
        .orElse(null);
  }

  /**
   * The nearest name as part of a sentence.
   *
   * @param name what was found
   * @param known what there is
   * @return {@code " (did you mean 'x'?)"}, or nothing
   */
  public static String hint(String name, Collection<String> known) {
    String nearest = nearest(name, known);
    return nearest == null ? "" : " (did you mean '" + nearest + "'?)";
  }

  /** Without what people write differently: capitals, underscores, dots and dashes. */
  static String plain(String name) {
    StringBuilder plain = new StringBuilder();
    // Longer names are no slips of the pen, and must not cost time.
    name.chars()
        .limit(64)
        .filter(Character::isLetterOrDigit)
        .forEach(c -> plain.append((char) Character.toLowerCase(c)));
    return plain.toString();
  }
}
