package io.anode4j.streaming.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** A schema as the {@code JsonConverter} of Kafka Connect reads it, before each record's values. */
final class ConnectSchema {
  private static final String TIMESTAMP = "org.apache.kafka.connect.data.Timestamp";

  private final SerializableString json;

  /**
   * A schema of flat records.
   *
   * @param name its name
   * @param columns what a record has, in this order
   */
  ConnectSchema(String name, List<Column> columns) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      write(out, name, columns);
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
    this.json = new SerializedString(text.toString());
  }

  /**
   * A column.
   *
   * @param name its name
   * @param type Connect's name of its type
   * @param optional whether it may be null
   * @param logical what the type means to Connect; empty for what it is
   */
  record Column(String name, String type, boolean optional, String logical) {
    static Column of(String name, String type) {
      return new Column(name, type, false, "");
    }

    /** Milliseconds since 1970. */
    static Column time(String name) {
      return new Column(name, "int64", false, TIMESTAMP);
    }

    Column orNull() {
      return new Column(name, type, true, logical);
    }
  }

  /** Writes the values of a record. */
  interface Payload {
    void write() throws IOException;
  }

  /** Writes a record into the object that is open. */
  void write(JsonGenerator out, Payload payload) throws IOException {
    out.writeFieldName("schema");
    out.writeRawValue(json);
    out.writeObjectFieldStart("payload");
    payload.write();
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, String name, List<Column> columns)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("type", "struct");
    out.writeStringField("name", name);
    out.writeBooleanField("optional", false);
    out.writeArrayFieldStart("fields");
    for (Column column : columns) {
      out.writeStartObject();
      out.writeStringField("field", column.name());
      out.writeStringField("type", column.type());
      out.writeBooleanField("optional", column.optional());
      if (!column.logical().isEmpty()) {
        out.writeStringField("name", column.logical());
        out.writeNumberField("version", 1);
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
