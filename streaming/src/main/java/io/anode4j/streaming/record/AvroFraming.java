package io.anode4j.streaming.record;

import io.anode4j.streaming.record.BadRecordException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * What stands before an Avro value: nothing, or what says by which schema it was written.
 *
 * @param kind which of the ways
 * @param schemaId the registry's id that records must name; −1 for any
 */
public record AvroFraming(Kind kind, int schemaId) {
  private static final int REGISTRY = 5;
  private static final int SINGLE_OBJECT = 10;
  private static final int MARKER = 0xC301;

  /** The ways. */
  public enum Kind {
    /** Nothing. */
    NONE,
    /** A byte 0 and four bytes of a schema registry's id. */
    REGISTRY,
    /** C3 01 and the schema's fingerprint (Avro's single-object encoding). */
    SINGLE_OBJECT
  }

  /** {@return how many bytes it is, once they say nothing else than the schema} */
  int length(byte[] value, Schema schema) {
    return switch (kind) {
      case NONE -> 0;
      case REGISTRY -> registry(value);
      case SINGLE_OBJECT -> singleObject(value, schema);
    };
  }

  private int registry(byte[] value) {
    if (value.length < REGISTRY || value[0] != 0) {
      throw refused("does not begin with a byte 0 and a schema's id", "the registry's framing");
    }
    int id = ByteBuffer.wrap(value).getInt(1);
    if (schemaId >= 0 && id != schemaId) {
      throw refused("was written by the schema " + id, "the schema " + schemaId);
    }
    return REGISTRY;
  }

  private static int singleObject(byte[] value, Schema schema) {
    if (value.length < SINGLE_OBJECT || (ByteBuffer.wrap(value).getShort() & 0xFFFF) != MARKER) {
      throw refused("does not begin with C3 01 and a fingerprint", "a single object");
    }
    long stated = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    long own = SchemaNormalization.parsingFingerprint64(schema);
    if (stated != own) {
      throw refused(
          "was written by the schema %016x".formatted(stated), "the schema %016x".formatted(own));
    }
    return SINGLE_OBJECT;
  }

  private static BadRecordException refused(String found, String expected) {
    return new BadRecordException(
        Reason.SCHEMA,
        "An Avro record "
            + found
            + "; expected "
            + expected
            + ": correct the producer, avro.framing, avro.schema.id or avro.schema.file");
  }
}
