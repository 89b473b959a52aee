package io.anode4j.streaming.measure;

import io.anode4j.streaming.config.StreamingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker in another JVM with all that is asked of it around a measurement. */
final class Cluster implements AutoCloseable {
  private static final int PARTITIONS = 4;

  private final Path directory;
  private final ChildJvm broker;
  private final Admin admin;

  private Cluster(Path directory, ChildJvm broker) {
    this.directory = directory;
    this.broker = broker;
    this.admin = Admin.create(Map.of("bootstrap.servers", broker.answer()));
  }

  /** A new one, its data in a temporary directory. */
  static Cluster start() throws IOException {
    Path directory = Files.createTempDirectory("anode4j-measure");
    return new Cluster(directory, BrokerProgram.start(directory.resolve("broker")));
  }

  String bootstrap() {
    return broker.answer();
  }

  /** Processor time of the broker so far. */
  Duration cpu() {
    return broker.cpu();
  }

  /** A directory of this measurement. */
  Path directory() {
    return directory;
  }

  /** Settings of an application that reads a topic, without forecasts by the clock. */
  StreamingConfig config(String application, String input, String... settings) {
    return StreamingConfig.of(settings(application, input, settings));
  }

  /** The same, to be written down. */
  Properties settings(String application, String input, String... settings) {
    Properties all = new Properties();
    all.put("bootstrap.servers", bootstrap());
    all.put("application.id", application);
    all.put("input.topic", input);
    all.put("state.dir", directory.resolve("state-" + application).toString());
    all.put("topics.replication.factor", "1");
    all.put("topics.partitions", Integer.toString(PARTITIONS));
    all.put("forecast.interval.ms", "-1");
    all.put("silence.report", "false");
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return all;
  }

  /** Makes a topic for readings. */
  void makeTopic(String name) throws InterruptedException, ExecutionException {
    admin
        .createTopics(List.of(new NewTopic(name, Optional.of(PARTITIONS), Optional.of((short) 1))))
        .all()
        .get();
  }

  /** Readings that an application has scored and committed, over all partitions. */
  long committed(StreamingConfig config) throws InterruptedException, ExecutionException {
    return admin
        .listConsumerGroupOffsets(config.applicationId())
        .partitionsToOffsetAndMetadata()
        .get()
        .values()
        .stream()
        .filter(java.util.Objects::nonNull)
        .mapToLong(offset -> offset.offset())
        .sum();
  }

  /** Waits until the members of an application have as many partitions each. */
  void awaitShared(StreamingConfig config, int instances)
      throws InterruptedException, ExecutionException {
    String group = config.applicationId();
    while (true) {
      List<Integer> shares =
          admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
              .map(member -> member.assignment().topicPartitions().size())
              .toList();
      if (shares.size() == instances
          && shares.stream().allMatch(n -> n == PARTITIONS / instances)) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /**
   * Partitions of the input that an instance has, by the {@code instance.id} in its client's id.
   */
  Set<Integer> partitionsOf(StreamingConfig config, String instance)
      throws InterruptedException, ExecutionException {
    String group = config.applicationId();
    Set<Integer> found = new TreeSet<>();
    admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
        .filter(
            member -> (member.clientId() + member.groupInstanceId().orElse("")).contains(instance))
        .forEach(
            member -> member.assignment().topicPartitions().forEach(p -> found.add(p.partition())));
    if (found.isEmpty()) {
      throw new IllegalStateException("no member of " + group + " is called " + instance);
    }
    return found;
  }

  /** Bytes of the partitions that the broker keeps of a topic. */
  long bytes(String topic) throws InterruptedException, ExecutionException {
    long[] bytes = {0};
    admin
        .describeLogDirs(List.of(1))
        .allDescriptions()
        .get()
        .values()
        .forEach(
            directories ->
                directories
                    .values()
                    .forEach(
                        logs ->
                            logs.replicaInfos()
                                .forEach(
                                    (partition, replica) ->
                                        bytes[0] +=
                                            partition.topic().equals(topic) ? replica.size() : 0)));
    return bytes[0];
  }

  /**
   * Deletes what an application has written, so that one measurement does not weigh on the next.
   */
  void forget(StreamingConfig config) throws InterruptedException, ExecutionException, IOException {
    List<String> topics = new ArrayList<>();
    for (String name : admin.listTopics().names().get()) {
      if (name.startsWith(config.applicationId()) && !name.equals(config.inputTopic())) {
        topics.add(name);
      }
    }
    admin.deleteTopics(topics).all().get();
    delete(config.stateDirectory());
  }

  /** Deletes a directory with all in it. */
  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** Bytes of the files in a directory. */
  static long bytes(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      long sum = 0;
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        sum += Files.size(path);
      }
      return sum;
    }
  }

  @Override
  public void close() throws IOException {
    admin.close();
    broker.close();
    delete(directory);
  }
}
