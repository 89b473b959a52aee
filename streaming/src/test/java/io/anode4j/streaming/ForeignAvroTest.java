package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.data.TimeFormat;
import io.anode4j.streaming.broker.EmbeddedBroker;
import io.anode4j.streaming.config.ConfigurationException;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.reload.SmallModels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Avro of others, on a real broker, is scored to the last digit as the same readings in JSON. */
class ForeignAvroTest {
  private static final int READINGS = 40;
  private static final int REGISTRY_ID = 42;
  private static final String SCHEMA =
      """
      {"type": "record", "name": "Reading", "fields": [
        {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
        {"name": "tags", "type": {"type": "map", "values": "string"}},
        {"name": "heat", "type": ["null", "double"]},
        {"name": "flow", "type": "double"}
      ]}
      """;
  private static final ModelSource MODELS =
      ModelSource.fixed(
          ActiveModel.named("small", SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b")));

  @TempDir private Path directory;

  private Path schemaFile() throws IOException {
    return Files.writeString(directory.resolve("reading.avsc"), SCHEMA);
  }

  @Test
  void scoresAsOurOwnJson() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
        BrokerBench bench = new BrokerBench(broker.bootstrap())) {
      StreamingConfig ours = bench.config("ours", directory.resolve("ours"));
      StreamingConfig avro =
          bench.config(
              "avro",
              directory.resolve("avro"),
              "avro.schema.file",
              schemaFile().toString(),
              "avro.framing",
              "registry",
              "avro.schema.id",
              String.valueOf(REGISTRY_ID),
              "json.sensor",
              "/tags/device",
              "json.time",
              "/at",
              "json.time.unit",
              "us",
              "json.channels",
              "a=/heat,b=/flow");
      try (ForecastStream one = ForecastStream.start(ours, MODELS);
          ForecastStream two = ForecastStream.start(avro, MODELS)) {
        for (int i = 0; i < READINGS; i++) {
          double a = Math.sin(i / 5.0);
          bench.reading(ours, "pump", i);
          bench.send(avro, "pump", avro(REGISTRY_ID, i, a, 10 + a));
        }
        bench.send(avro, "pump", avro(REGISTRY_ID + 1, READINGS, 1, 2));
        bench.send(avro, "pump", new byte[] {0, 0, 0, 0, REGISTRY_ID, 1});
        bench.flush();
        assertEquals(scores(bench, ours), scores(bench, avro));
        assertEquals(2, bench.read(avro.dlqTopic(), 2, Duration.ofSeconds(60)).size());
        assertTrue(one.health().live() && two.health().live());
      }
    }
  }

  /** Without what tells the topics apart. */
  private static List<String> scores(BrokerBench bench, StreamingConfig of) {
    List<ConsumerRecord<String, byte[]>> found =
        bench.read(of.scoresTopic(), READINGS, Duration.ofSeconds(60));
    assertEquals(READINGS, found.size());
    return found.stream()
        .map(record -> ((ObjectNode) DrivenTopology.parse(record.value())).without("src"))
        .map(Object::toString)
        .toList();
  }

  private static byte[] avro(int id, int sequence, double heat, double flow) throws IOException {
    Schema schema = new Schema.Parser().parse(SCHEMA);
    GenericRecord record = new GenericData.Record(schema);
    record.put("at", (BrokerBench.START + 1000L * sequence) * 1000);
    record.put("tags", java.util.Map.of("device", "pump", "hall", "3"));
    record.put("heat", heat);
    record.put("flow", flow);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  @Test
  void whatIsNoSchemaOrSaysNoPlaceIsRefused() throws IOException {
    Path broken = Files.writeString(directory.resolve("broken.avsc"), "{\"type\": \"recor\"}");
    refused("which cannot be read", broken, "json.values", "/tags");
    refused("which cannot be read", directory.resolve("none.avsc"), "json.values", "/tags");
    refused("nothing says where the values stand", schemaFile(), "json.time", "/at");
  }

  private void refused(String why, Path schema, String name, String value) {
    ConfigurationException e =
        assertThrows(
            ConfigurationException.class,
            () ->
                DrivenTopology.config(
                    directory,
                    java.util.Map.of("avro.schema.file", schema.toString(), name, value)));
    assertTrue(String.valueOf(e.getMessage()).contains(why), e.getMessage());
  }
}
