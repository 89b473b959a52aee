package io.anode4j.streaming.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what a fleet of pumps says to a topic, each reading when its time has come; those of the
 * past at once.
 */
final class PumpProducer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PumpProducer.class);

  private final Producer<String, String> producer;
  private final String topic;
  private final PumpFleet fleet;
  private final Planted planted;
  private final Consumer<String> notes;
  private final Map<String, Fault> underWay = new HashMap<>();
  private final Thread thread;
  private volatile boolean closed;

  private PumpProducer(
      Producer<String, String> producer,
      String topic,
      PumpFleet fleet,
      Planted planted,
      Consumer<String> notes) {
    this.producer = producer;
    this.topic = topic;
    this.fleet = fleet;
    this.planted = planted;
    this.notes = notes;
    this.thread = new Thread(this::send, "anode4j-pumps");
    this.thread.setDaemon(true);
  }

  /** Is told of each fault with its first reading, those of the past too. */
  interface Planted {
    /**
     * A fault has begun.
     *
     * @param pump name of the pump
     * @param fault what it is
     * @param millis time of its first reading, since 1970
     */
    void began(String pump, Fault fault, long millis);
  }

  /** Starts sending, and tells of the faults that begin. */
  static PumpProducer start(
      Map<String, Object> client,
      String topic,
      PumpFleet fleet,
      Planted planted,
      Consumer<String> notes) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "anode4j-pumps");
    return start(
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer()),
        topic,
        fleet,
        planted,
        notes);
  }

  static PumpProducer start(
      Producer<String, String> producer,
      String topic,
      PumpFleet fleet,
      Planted planted,
      Consumer<String> notes) {
    PumpProducer pumps = new PumpProducer(producer, topic, fleet, planted, notes);
    pumps.thread.start();
    return pumps;
  }

  private void send() {
    try {
      while (!closed) {
        long due = Math.round(fleet.nextTime() * 1000);
        long wait = due - System.currentTimeMillis();
        if (wait > 0) {
          TimeUnit.MILLISECONDS.sleep(wait);
        }
        PumpFleet.Observed observed = fleet.next();
        fleet.silenced().forEach(pump -> tell(pump, Fault.SILENCE, due, wait > 0));
        tell(observed, wait > 0);
        var unused =
            producer.send(
                new ProducerRecord<>(topic, observed.sensor(), json(observed)), this::sent);
      }
    } catch (InterruptedException e) {
      LOG.debug("the pumps stop");
    } catch (RuntimeException e) {
      if (!closed) {
        LOG.error("the pumps stopped; start the demo again", e);
      }
    }
  }

  /** A fault with its first reading; of silence, the first that did not come. */
  private void tell(PumpFleet.Observed observed, boolean now) {
    Fault fault = observed.fault();
    Fault before =
        fault == null ? underWay.remove(observed.sensor()) : underWay.put(observed.sensor(), fault);
    if (fault != null && fault != before) {
      tell(observed.sensor(), fault, Math.round(observed.time() * 1000), now);
    }
  }

  /** On the page always; as a note not where it lies in the past. */
  private void tell(String pump, Fault fault, long millis, boolean now) {
    planted.began(pump, fault, millis);
    if (now) {
      notes.accept("planted at " + pump + ": " + fault.label());
    }
  }

  private void sent(Object metadata, Exception failure) {
    if (failure != null && !closed) {
      LOG.warn("a pump's reading was not taken by {}: {}", topic, failure.toString());
    }
  }

  /** A reading as the stream takes it: channels that are missing are left out. */
  static String json(PumpFleet.Observed observed) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("ts", Math.round(observed.time() * 1000));
    ObjectNode values = record.putObject("values");
    for (int c = 0; c < Pump.CHANNELS.size(); c++) {
      if (!Double.isNaN(observed.values()[c])) {
        values.put(Pump.CHANNELS.get(c), observed.values()[c]);
      }
    }
    return record.toString();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(java.time.Duration.ofSeconds(2));
  }
}
