package io.anode4j.streaming.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.anode4j.streaming.record.BadRecordException.Reason;
import java.io.IOException;

/** Reads JSON. */
public final class JsonTree implements RecordTree {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  /** A reader. */
  public JsonTree() {}

  @Override
  public JsonNode of(byte[] value) {
    try {
      JsonNode tree = MAPPER.readTree(value);
      if (!tree.isContainerNode()) {
        throw JsonWords.schema("A record is no object and no array", "JSON that json.* describes");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw JsonWords.syntax(
          value, "is no JSON", e.getOriginalMessage(), "JSON as json.* describes it");
    } catch (IOException e) {
      throw new BadRecordException(
          Reason.SYNTAX, "A record cannot be read: " + e + "; expected JSON: correct the producer");
    }
  }
}
