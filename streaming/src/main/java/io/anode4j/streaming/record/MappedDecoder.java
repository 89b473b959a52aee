package io.anode4j.streaming.record;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.anode4j.streaming.record.BadRecordException.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of any shape, as the tree that their format gives, by a {@link JsonMapping}. What
 * stands nowhere was not observed; what stands there and is no number is refused, as is a channel
 * that is stated twice.
 */
public final class MappedDecoder implements ObservationDecoder {
  /** Readings in a record; more of them would hold up all others of the partition. */
  static final int MOST_READINGS = 10_000;

  private final JsonMapping mapping;
  private final MappedNumbers numbers;
  private final RecordTree trees;

  /**
   * A decoder.
   *
   * @param mapping where things stand
   * @param trees reads values
   */
  public MappedDecoder(JsonMapping mapping, RecordTree trees) {
    this.mapping = mapping;
    this.numbers = new MappedNumbers(mapping.unit(), mapping.textNumbers());
    this.trees = trees;
  }

  @Override
  public @Nullable String sensor(byte[] value) {
    JsonPointer place = mapping.sensor();
    if (place == null) {
      return null;
    }
    JsonNode id = trees.of(value).at(place);
    if (!id.isTextual() && !id.isIntegralNumber() || id.asText().isEmpty()) {
      throw new BadRecordException(
          Reason.KEY,
          "The sensor at "
              + place
              + " is "
              + MappedNumbers.found(id)
              + "; expected its id as text or a whole number: correct the producer, or"
              + " json.sensor");
    }
    return id.asText();
  }

  @Override
  public SensorRecord decode(byte[] value, long kafkaMillis, Channels channels) {
    List<SensorRecord> all = decodeAll(value, kafkaMillis, channels);
    if (all.size() != 1) {
      throw JsonWords.schema("A record holds " + all.size() + " readings", "one, or decodeAll");
    }
    return all.get(0);
  }

  @Override
  public List<SensorRecord> decodeAll(byte[] value, long kafkaMillis, Channels channels) {
    JsonNode tree = trees.of(value);
    JsonPointer place = mapping.readings();
    if (place == null) {
      return List.of(reading(tree, kafkaMillis, channels));
    }
    JsonNode entries = tree.at(place);
    if (!entries.isArray() || entries.isEmpty() || entries.size() > MOST_READINGS) {
      throw JsonWords.schema(
          "The readings at " + place + " are " + described(entries),
          "an array of 1 to " + MOST_READINGS + " of them");
    }
    List<SensorRecord> all = new ArrayList<>(entries.size());
    for (JsonNode entry : entries) {
      all.add(reading(entry, kafkaMillis, channels));
    }
    all.sort(Comparator.comparingLong(SensorRecord::nanos));
    return all;
  }

  private static String described(JsonNode entries) {
    return entries.isArray() ? entries.size() + " in number" : MappedNumbers.found(entries);
  }

  private SensorRecord reading(JsonNode tree, long kafkaMillis, Channels channels) {
    Values found = new Values(channels);
    mapping.channels().forEach((name, place) -> found.put(name, tree.at(place), place.toString()));
    JsonPointer object = mapping.values();
    if (object != null) {
      for (Map.Entry<String, JsonNode> one : tree.at(object).properties()) {
        found.put(meant(one.getKey()), one.getValue(), object + "/" + one.getKey());
      }
    }
    JsonPointer list = mapping.list();
    if (list != null) {
      for (JsonNode entry : tree.at(list)) {
        String name = entry.at(mapping.name()).asText("");
        found.put(meant(name), entry.at(mapping.value()), list + " of '" + name + "'");
      }
    }
    found.complete(mapping.constants());
    return SensorRecord.reading(time(tree, kafkaMillis, channels), found.values);
  }

  private String meant(String name) {
    String alias = mapping.aliases().get(name);
    return alias == null ? name : alias;
  }

  private long time(JsonNode tree, long kafkaMillis, Channels channels) {
    JsonPointer place = mapping.time();
    JsonNode time = place == null ? null : tree.at(place);
    return time == null || time.isNull()
        ? RecordTime.ofMillis(kafkaMillis, false)
        : numbers.time(time, String.valueOf(place), channels.dated());
  }

  /** Values that were found, by the model's order. */
  private final class Values {
    private final Channels channels;
    private final double[] values;

    Values(Channels channels) {
      this.channels = channels;
      this.values = new double[channels.size()];
      Arrays.fill(values, Double.NaN);
    }

    /** Constants stand beside what was observed; where nothing was, they say nothing. */
    void complete(Map<String, Double> constants) {
      if (!constants.isEmpty() && Arrays.stream(values).anyMatch(v -> !Double.isNaN(v))) {
        constants.forEach(
            (name, value) -> {
              int at = channels.place(name);
              if (at >= 0 && Double.isNaN(values[at])) {
                values[at] = value;
              }
            });
      }
    }

    void put(String name, JsonNode node, String where) {
      int at = channels.place(name);
      if (at < 0 || node.isMissingNode() || node.isNull()) {
        return;
      }
      if (!Double.isNaN(values[at])) {
        throw JsonWords.schema(
            "Channel '" + Text.shortened(name) + "' is stated twice", "each channel once");
      }
      values[at] = numbers.value(node, where);
    }
  }
}
