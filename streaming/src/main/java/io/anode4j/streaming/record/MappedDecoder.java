package io.anode4j.streaming.record;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.anode4j.streaming.record.BadRecordException.Reason;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of any shape, as the tree that their format gives, by a {@link JsonMapping}. What
 * stands nowhere was not observed; what stands there and is no number is refused, as is a channel
 * that is stated twice.
 */
public final class MappedDecoder implements ObservationDecoder {
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
    JsonNode tree = trees.of(value);
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
