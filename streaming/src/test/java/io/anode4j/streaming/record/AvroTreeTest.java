package io.anode4j.streaming.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

/** What Avro's own library writes is read as it was meant. */
class AvroTreeTest {
  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Reading", "namespace": "plant", "fields": [
                {"name": "device", "type": "string"},
                {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["ON", "OFF"]}},
                {"name": "heat", "type": ["null", "double"]},
                {"name": "flow", "type": "float"},
                {"name": "count", "type": "int"},
                {"name": "ok", "type": "boolean"},
                {"name": "price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
                {"name": "raw", "type": {"type": "fixed", "name": "Raw", "size": 3}},
                {"name": "rms", "type": {"type": "array", "items": "double"}},
                {"name": "more", "type": {"type": "map", "values": ["null", "long", "State"]}}
              ]}
              """);

  private static GenericRecord reading() {
    GenericRecord record = new GenericData.Record(SCHEMA);
    record.put("device", "pümp");
    record.put("at", 1_700_000_000_123L);
    record.put("state", new GenericData.EnumSymbol(SCHEMA.getField("state").schema(), "OFF"));
    record.put("heat", Double.NaN);
    record.put("flow", -0.1f);
    record.put("count", Integer.MIN_VALUE);
    record.put("ok", true);
    record.put("price", ByteBuffer.wrap(new BigDecimal("-12.34").unscaledValue().toByteArray()));
    record.put("raw", new GenericData.Fixed(SCHEMA.getField("raw").schema(), new byte[] {1, 2, 3}));
    record.put("rms", List.of(1e300, -2.5));
    record.put("more", Map.of("n", Long.MIN_VALUE));
    return record;
  }

  private static byte[] bytes(GenericRecord record, boolean blocking) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EncoderFactory factory = EncoderFactory.get();
    BinaryEncoder encoder =
        blocking ? factory.blockingBinaryEncoder(out, null) : factory.binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(SCHEMA).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static AvroTree tree(AvroFraming.Kind framing, int id) {
    return new AvroTree(SCHEMA, new AvroFraming(framing, id));
  }

  private static void assertReading(JsonNode tree) {
    assertEquals("pümp", tree.at("/device").textValue());
    assertEquals(1_700_000_000_123L, tree.at("/at").longValue());
    assertEquals("OFF", tree.at("/state").textValue());
    assertTrue(tree.at("/heat").isNull(), "NaN was not observed");
    assertEquals(-0.1f, tree.at("/flow").floatValue());
    assertEquals(Integer.MIN_VALUE, tree.at("/count").longValue());
    assertTrue(tree.at("/ok").booleanValue());
    assertEquals(new BigDecimal("-12.34"), tree.at("/price").decimalValue());
    assertTrue(tree.at("/raw").isBinary());
    assertEquals(1e300, tree.at("/rms/0").doubleValue());
    assertEquals(-2.5, tree.at("/rms/1").doubleValue());
    assertEquals(Long.MIN_VALUE, tree.at("/more/n").longValue());
  }

  @Test
  void allTypesAreReadAsTheyWereWritten() throws IOException {
    for (boolean blocking : new boolean[] {false, true}) {
      assertReading(tree(AvroFraming.Kind.NONE, -1).of(bytes(reading(), blocking)));
    }
  }

  @Test
  void framesSayByWhichSchema() throws IOException {
    byte[] plain = bytes(reading(), false);
    byte[] framed =
        ByteBuffer.allocate(5 + plain.length).put((byte) 0).putInt(7).put(plain).array();
    assertReading(tree(AvroFraming.Kind.REGISTRY, 7).of(framed));
    assertReading(tree(AvroFraming.Kind.REGISTRY, -1).of(framed));
    refused("by the schema 7; expected the schema 8", tree(AvroFraming.Kind.REGISTRY, 8), framed);
    refused("byte 0", tree(AvroFraming.Kind.REGISTRY, 7), "text".getBytes(StandardCharsets.UTF_8));

    ByteBuffer single =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), SCHEMA).encode(reading());
    byte[] object = new byte[single.remaining()];
    single.get(object);
    assertReading(tree(AvroFraming.Kind.SINGLE_OBJECT, -1).of(object));
    object[5]++;
    refused("was written by the schema", tree(AvroFraming.Kind.SINGLE_OBJECT, -1), object);
    refused("C3 01", tree(AvroFraming.Kind.SINGLE_OBJECT, -1), plain);
  }

  private static void refused(String why, AvroTree tree, byte[] value) {
    BadRecordException e = assertThrows(BadRecordException.class, () -> tree.of(value));
    assertTrue(String.valueOf(e.getMessage()).contains(why), e.getMessage());
  }

  /** Whatever the bytes say: a tree or a refusal, in little memory. */
  @Test
  void brokenRecordsAreRefused() throws IOException {
    byte[] whole = bytes(reading(), true);
    AvroTree tree = tree(AvroFraming.Kind.NONE, -1);
    for (int length = 0; length < whole.length; length++) {
      refused("at byte", tree, java.util.Arrays.copyOf(whole, length));
    }
    refused("behind its end", tree, java.util.Arrays.copyOf(whole, whole.length + 1));
    SplittableRandom random = new SplittableRandom(11);
    int read = 0;
    for (int k = 0; k < 20_000; k++) {
      byte[] value = whole.clone();
      for (int times = random.nextInt(1, 4); times > 0; times--) {
        value[random.nextInt(value.length)] = (byte) random.nextInt();
      }
      try {
        tree.of(value);
        read++;
      } catch (BadRecordException e) {
        assertTrue(String.valueOf(e.getMessage()).contains("; expected "), e.getMessage());
      }
    }
    assertTrue(read > 1000, read + " could still be read");
  }

  /** A count of items that take no bytes ends. */
  @Test
  void itemsOfNothingAreCounted() {
    Schema nulls = Schema.createArray(Schema.create(Schema.Type.NULL));
    byte[] endless = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F};
    refused("items", new AvroTree(nulls, new AvroFraming(AvroFraming.Kind.NONE, -1)), endless);
  }
}
