/**
 * A real Kafka broker of one node inside this JVM, for demonstrations, trials and tests.
 *
 * <p>The broker's jars are optional dependencies of the module: whoever calls this package adds
 * {@code org.apache.kafka:kafka_2.13}, {@code kafka-metadata}, {@code kafka-server} and {@code
 * kafka-server-common} in the version of the client.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.streaming.broker;
