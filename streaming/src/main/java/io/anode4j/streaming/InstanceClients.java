package io.anode4j.streaming;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Kafka's clients, transactions named by the instance and long records packed.
 *
 * <p>Kafka Streams names them by a random number that it keeps in the state directory, {@code
 * application-number-thread}. A crash that takes the directory along leaves a transaction that no
 * one may end but the broker, after {@code transaction.timeout.ms} and up to {@code
 * transaction.abort.timed.out.transaction.cleanup.interval.ms} more: 10 to 20 s in which neither
 * offsets nor results behind it can be read. By the name {@code application-instance-thread}, a
 * restart ends its predecessor's transaction itself, at once. Static membership sees to it that no
 * two instances run under one name.
 */
record InstanceClients(
    KafkaClientSupplier clients,
    String application,
    String instance,
    boolean packing,
    StreamConsumers consumers)
    implements KafkaClientSupplier {

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    Object given = config.get(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    if (given == null || instance.isEmpty()) {
      return clients.getProducer(config);
    }
    String name = given.toString();
    String thread = name.substring(name.lastIndexOf('-'));
    Map<String, Object> named = new HashMap<>(config);
    named.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, application + "-" + instance + thread);
    return clients.getProducer(named);
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return clients.getAdmin(config);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    Consumer<byte[], byte[]> made =
        packing
            ? new KafkaConsumer<>(config, new PackedBytes(), new PackedBytes())
            : clients.getConsumer(config);
    consumers.made(config, made);
    return made;
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return clients.getRestoreConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return clients.getGlobalConsumer(config);
  }
}
