package io.anode4j.streaming.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Reads Avro's binary encoding by the schema with which it was written: records and maps become
 * objects, enums text, decimals numbers, a union what it holds. Times stay numbers, in the unit
 * that the schema means. NaN becomes null: not observed.
 */
public final class AvroTree implements RecordTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Schema schema;
  private final AvroFraming framing;

  /**
   * A reader.
   *
   * @param schema the writer's schema
   * @param framing what stands before the value
   */
  public AvroTree(Schema schema, AvroFraming framing) {
    this.schema = schema;
    this.framing = framing;
  }

  /**
   * Reads a schema.
   *
   * @param file a schema as JSON (.avsc)
   * @param framing what stands before values of it
   * @return a reader
   * @throws IllegalArgumentException when it is no schema, or cannot be read
   */
  public static AvroTree of(Path file, AvroFraming framing) {
    try {
      return new AvroTree(new Schema.Parser().parse(file.toFile()), framing);
    } catch (IOException | RuntimeException e) {
      // Avro tells what is wrong with a schema by exceptions of several kinds.
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public JsonNode of(byte[] value) {
    AvroBytes in = new AvroBytes(value, framing.length(value, schema));
    JsonNode tree = read(schema, in);
    if (in.remaining() > 0) {
      throw in.broken("goes on for " + in.remaining() + " bytes behind its end");
    }
    return tree;
  }

  private static JsonNode read(Schema schema, AvroBytes in) {
    return switch (schema.getType()) {
      case NULL -> NODES.nullNode();
      case BOOLEAN -> NODES.booleanNode(in.flag());
      case INT, LONG -> NODES.numberNode(in.whole());
      case FLOAT -> real(in.single());
      case DOUBLE -> real(in.real());
      case STRING -> NODES.textNode(new String(in.counted(), StandardCharsets.UTF_8));
      case BYTES -> bytes(schema, in.counted());
      case FIXED -> bytes(schema, in.take(schema.getFixedSize()));
      case ENUM ->
          NODES.textNode(
              schema.getEnumSymbols().get(in.index(schema.getEnumSymbols().size(), "symbol")));
      case UNION -> read(schema.getTypes().get(in.index(schema.getTypes().size(), "branch")), in);
      case ARRAY -> {
        ArrayNode list = NODES.arrayNode();
        blocks(in, source -> list.add(read(schema.getElementType(), source)));
        yield list;
      }
      case MAP -> {
        ObjectNode map = NODES.objectNode();
        blocks(
            in,
            source -> {
              String key = new String(source.counted(), StandardCharsets.UTF_8);
              map.set(key, read(schema.getValueType(), source));
            });
        yield map;
      }
      case RECORD -> {
        ObjectNode fields = NODES.objectNode();
        schema.getFields().forEach(field -> fields.set(field.name(), read(field.schema(), in)));
        yield fields;
      }
    };
  }

  private static JsonNode real(double value) {
    return Double.isNaN(value) ? NODES.nullNode() : NODES.numberNode(value);
  }

  private static JsonNode bytes(Schema schema, byte[] bytes) {
    return schema.getLogicalType() instanceof LogicalTypes.Decimal decimal && bytes.length > 0
        ? NODES.numberNode(new BigDecimal(new BigInteger(bytes), decimal.getScale()))
        : NODES.binaryNode(bytes);
  }

  /** Blocks of items up to one of none; behind a count below 0 stands the block's length. */
  private static void blocks(AvroBytes in, Consumer<AvroBytes> item) {
    for (long count = in.whole(); count != 0; count = in.whole()) {
      if (count < 0) {
        in.whole();
      }
      for (long k = Math.abs(count); k != 0; k--) {
        in.item();
        item.accept(in);
      }
    }
  }
}
