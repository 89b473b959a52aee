package io.anode4j.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Units of channels among the facts that a model file keeps of its data ({@link
 * ModelHeader#provenance()}), as {@code unit of flow: m³/h}. Nothing is computed from them, so that
 * files keep their format: versions that know nothing of units read them and show the line.
 */
public final class ChannelUnits {
  private static final String PREFIX = "unit of ";

  private ChannelUnits() {}

  /**
   * As facts to be kept.
   *
   * @param units unit by channel
   * @return facts by name
   */
  public static Map<String, String> facts(Map<String, String> units) {
    Map<String, String> facts = new LinkedHashMap<>();
    units.forEach((channel, unit) -> facts.put(PREFIX + channel, unit));
    return facts;
  }

  /**
   * Out of the facts that were kept.
   *
   * @param facts facts by name
   * @param channels the channels that are asked about
   * @return unit by channel, in the order of the channels, of those whose unit is known
   */
  public static Map<String, String> in(Map<String, String> facts, List<String> channels) {
    Map<String, String> units = new LinkedHashMap<>();
    for (String channel : channels) {
      String unit = facts.get(PREFIX + channel);
      if (unit != null && !unit.isBlank()) {
        units.put(channel, unit);
      }
    }
    return Collections.unmodifiableMap(units);
  }
}
