package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.junit.jupiter.api.Test;

class InstanceClientsTest {
  private static final Map<String, Object> OTHER = Map.of("client.id", "c");

  /** Notes what it is asked for, and gives clients that talk to nobody. */
  private static final class Asked implements KafkaClientSupplier {
    final List<Map<String, Object>> configs = new ArrayList<>();
    final List<Consumer<byte[], byte[]>> consumers = new ArrayList<>();

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
      configs.add(config);
      return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
      configs.add(config);
      return Admin.create(Map.of("bootstrap.servers", "127.0.0.1:1"));
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
      configs.add(config);
      consumers.add(new MockConsumer<>("earliest"));
      return consumers.get(consumers.size() - 1);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
      return getConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
      return getConsumer(config);
    }
  }

  private static Object transaction(String instance, Map<String, Object> config) {
    Asked asked = new Asked();
    new InstanceClients(asked, "app", instance, false, new StreamConsumers())
        .getProducer(config)
        .close();
    return asked.configs.get(0).getOrDefault("transactional.id", "none");
  }

  @Test
  void namesTransactionsByTheInstanceAndItsThread() {
    Map<String, Object> first =
        Map.of("transactional.id", "app-0f5c7f6e-1b1a-4c2e-8d1f-0a1b2c3d4e5f-1");
    Map<String, Object> twelfth =
        Map.of("transactional.id", "app-99999999-1b1a-4c2e-8d1f-0a1b2c3d4e5f-12");
    assertEquals("app-host-a-1", transaction("host-a", first));
    assertEquals("app-host-a-12", transaction("host-a", twelfth));
    assertEquals("app-host-b-1", transaction("host-b", first));
    assertEquals(
        first.get("transactional.id"), transaction("", first), "no name: Kafka's random one");
    assertEquals("none", transaction("host-a", OTHER), "at least once has no transactions");
  }

  @Test
  void handsOnAllElse() {
    Asked asked = new Asked();
    KafkaClientSupplier clients =
        new InstanceClients(asked, "app", "a", false, new StreamConsumers());
    clients.getAdmin(OTHER).close();
    Consumer<byte[], byte[]> consumer = clients.getConsumer(OTHER);
    Consumer<byte[], byte[]> restore = clients.getRestoreConsumer(OTHER);
    Consumer<byte[], byte[]> global = clients.getGlobalConsumer(OTHER);
    assertEquals(List.of(consumer, restore, global), asked.consumers);
    assertEquals(List.of(OTHER, OTHER, OTHER, OTHER), asked.configs);
  }
}
