package io.anode4j.streaming;

import io.anode4j.streaming.record.BadRecordException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that must not be scored.
 *
 * @param name what is wrong
 * @param key its key
 * @param value its value
 * @param reason why it is refused
 */
record PoisonRecord(String name, byte @Nullable [] key, byte[] value, Reason reason) {
  private static final byte[] SENSOR = bytes("good-0");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** One of each kind, addressed to a sensor that also has good readings where it has a key. */
  static List<PoisonRecord> all() {
    long now = BrokerBench.START;
    long ahead = System.currentTimeMillis() + 3_600_000;
    String time = "{\"ts\":" + now + ",";
    byte[] fine = bytes(time + "\"v\":[1,2]}");
    List<PoisonRecord> all = new ArrayList<>();
    all.add(new PoisonRecord("no key", null, fine, Reason.KEY));
    all.add(new PoisonRecord("empty key", new byte[0], fine, Reason.KEY));
    all.add(new PoisonRecord("long key", bytes("k".repeat(257)), fine, Reason.KEY));
    all.add(new PoisonRecord("Latin-1 key", new byte[] {'k', (byte) 0xE9}, fine, Reason.KEY));
    add(all, "no JSON", "temperature is fine", Reason.SYNTAX);
    add(all, "cut off", time + "\"v\":[1,", Reason.SYNTAX);
    add(all, "cut off in a name", time + "\"va", Reason.SYNTAX);
    add(all, "deeply nested", time + "\"x\":" + "[".repeat(100_000), Reason.SYNTAX);
    add(
        all,
        "a number of 5000 digits",
        time + "\"v\":[" + "9".repeat(5000) + ",2]}",
        Reason.SYNTAX);
    add(
        all,
        "bytes of no encoding",
        new byte[] {'{', '"', (byte) 0xC3, 0x28, '"', ':', '1', '}'},
        Reason.SYNTAX);
    add(all, "empty value", "", Reason.SCHEMA);
    add(all, "an array", "[1,2]", Reason.SCHEMA);
    add(all, "two objects", time + "\"v\":[1,2]}{}", Reason.SCHEMA);
    add(all, "no values", time + "\"x\":1}", Reason.SCHEMA);
    add(all, "two forms", time + "\"v\":[1,2],\"values\":{\"a\":1}}", Reason.SCHEMA);
    add(all, "a channel twice", time + "\"values\":{\"a\":1,\"a\":2}}", Reason.SCHEMA);
    add(all, "time twice", time + "\"ts\":1,\"v\":[1,2]}", Reason.SCHEMA);
    add(all, "a feature without value", time + "\"feature\":\"a\"}", Reason.SCHEMA);
    add(all, "time is no time", "{\"ts\":\"yesterday\",\"v\":[1,2]}", Reason.TIME);
    add(all, "time of 30 digits", "{\"ts\":" + "1".repeat(30) + ",\"v\":[1,2]}", Reason.TIME);
    add(all, "an hour ahead", "{\"ts\":" + ahead + ",\"v\":[1,2]}", Reason.FUTURE);
    add(all, "text for a number", time + "\"v\":[\"1\",2]}", Reason.VALUE);
    add(all, "infinity", time + "\"v\":[Infinity,2]}", Reason.VALUE);
    add(all, "beyond single precision", time + "\"v\":[1e39,2]}", Reason.VALUE);
    add(all, "an unknown channel", time + "\"values\":{\"c\":1}}", Reason.UNKNOWN_FEATURE);
    add(all, "too few values", time + "\"v\":[1]}", Reason.ARITY);
    add(all, "too many values", time + "\"v\":[1,2,3]}", Reason.ARITY);
    return all;
  }

  private static void add(List<PoisonRecord> to, String name, String value, Reason reason) {
    add(to, name, bytes(value), reason);
  }

  private static void add(List<PoisonRecord> to, String name, byte[] value, Reason reason) {
    to.add(new PoisonRecord(name, SENSOR, value, reason));
  }
}
