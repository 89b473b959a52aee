package io.anode4j.streaming;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;

/** The consumers of the stream threads, by the names that Kafka Streams gives both. */
final class StreamConsumers {
  private static final String SUFFIX = "-consumer";

  private final Map<String, Consumer<byte[], byte[]>> byName = new ConcurrentHashMap<>();

  /** One was made with this configuration. */
  void made(Map<String, Object> config, Consumer<byte[], byte[]> consumer) {
    byName.put(String.valueOf(config.get(ConsumerConfig.CLIENT_ID_CONFIG)), consumer);
  }

  /** That of the stream thread that asks, which alone may use it; null on other threads. */
  @Nullable Consumer<byte[], byte[]> here() {
    return byName.get(Thread.currentThread().getName() + SUFFIX);
  }
}
