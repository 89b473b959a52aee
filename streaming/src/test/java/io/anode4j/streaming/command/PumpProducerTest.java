package io.anode4j.streaming.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class PumpProducerTest {
  /** Readings of long ago are due at once. */
  private final PumpFleet fleet = new PumpFleet(2, 1000, 5, false);

  private static final PumpProducer.Planted QUIET = (pump, fault, millis) -> {};

  private static MockProducer<String, String> broker(boolean answers) {
    return new MockProducer<>(answers, null, new StringSerializer(), new StringSerializer());
  }

  private static void await(MockProducer<String, String> producer, int records)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (producer.history().size() < records && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    assertTrue(producer.history().size() >= records, producer.history().size() + " records");
  }

  @Test
  void itSendsReadingsUnderTheirPumpsNames() throws Exception {
    MockProducer<String, String> producer = broker(true);
    PumpProducer pumps = PumpProducer.start(producer, "readings", fleet, QUIET, note -> {});
    await(producer, 20);
    pumps.close();
    assertTrue(producer.closed());
    assertTrue(producer.history().get(0).key().startsWith("pump-"));
    assertEquals("readings", producer.history().get(0).topic());
  }

  @Test
  void itNamesTheFaultsThatBegin() throws Exception {
    double now = System.currentTimeMillis() / 1000.0;
    // Late enough for a busy machine to start in time: a fault of the past is not named.
    PumpFleet soon = new PumpFleet(6, now - PumpFleet.FIRST_FAULT + 3, 9, false);
    List<String> notes = new CopyOnWriteArrayList<>();
    List<String> seen = new CopyOnWriteArrayList<>();
    PumpProducer.Planted planted = (pump, fault, millis) -> seen.add(pump + " " + fault.label());
    PumpProducer pumps = PumpProducer.start(broker(true), "readings", soon, planted, notes::add);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (notes.isEmpty() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    pumps.close();
    assertEquals("pump-01 pressure step", seen.get(0));
    // On a machine so busy that the first was late, the note is of the next.
    assertTrue(
        seen.contains(notes.get(0).replaceFirst("planted at (.*): ", "$1 ")), notes.toString());
  }

  /** Silence has no reading to be told with, so that it is told with another pump's. */
  @Test
  void itNamesAllFaultsOfThePastToThePageAlone() throws Exception {
    double start = System.currentTimeMillis() / 1000.0 - 700;
    PumpFleet past = new PumpFleet(2, start, 5, false);
    List<String> notes = new CopyOnWriteArrayList<>();
    Set<Fault> seen = ConcurrentHashMap.newKeySet();
    PumpProducer pumps =
        PumpProducer.start(
            broker(true), "readings", past, (pump, fault, millis) -> seen.add(fault), notes::add);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (seen.size() < Fault.values().length && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    pumps.close();
    assertEquals(Set.of(Fault.values()), seen);
    assertEquals(List.of(), notes);
  }

  @Test
  void aReadingThatIsNotTakenDoesNotEndIt() throws Exception {
    MockProducer<String, String> producer = broker(false);
    PumpProducer pumps = PumpProducer.start(producer, "readings", fleet, QUIET, note -> {});
    await(producer, 1);
    assertTrue(producer.errorNext(new IllegalStateException("no leader")));
    await(producer, 3);
    pumps.close();
  }

  @Test
  void aProducerThatFailsEndsItWithoutHarm() throws Exception {
    MockProducer<String, String> producer = broker(true);
    producer.sendException = new IllegalStateException("fenced");
    PumpProducer pumps = PumpProducer.start(producer, "readings", fleet, QUIET, note -> {});
    TimeUnit.MILLISECONDS.sleep(50);
    pumps.close();
    assertEquals(0, producer.history().size());
    assertTrue(producer.closed());
  }
}
