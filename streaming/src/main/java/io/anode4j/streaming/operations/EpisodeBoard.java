package io.anode4j.streaming.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.anode4j.streaming.record.Anomaly;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The episodes that are open, and the last that were closed, as this instance has told them since
 * it was started. Bounded; thread-safe.
 */
final class EpisodeBoard {
  static final int MOST_OPEN = 1000;
  static final int MOST_CLOSED = 200;

  /** Both by id, the latest last. */
  private final Map<String, Supplier<String>> open = new LinkedHashMap<>();

  private final Map<String, Supplier<String>> closed = new LinkedHashMap<>();

  synchronized void accept(Anomaly anomaly, Supplier<String> json) {
    if (anomaly.state() == Anomaly.State.CLOSED) {
      open.remove(anomaly.id());
      closed.put(anomaly.id(), json);
      shorten(closed, MOST_CLOSED);
    } else {
      open.put(anomaly.id(), json);
      shorten(open, MOST_OPEN);
    }
  }

  private static void shorten(Map<String, Supplier<String>> map, int most) {
    if (map.size() > most) {
      map.remove(map.keySet().iterator().next());
    }
  }

  /** The latest of each, first the latest, with the number that are open. */
  ObjectNode json(int limit) {
    List<Supplier<String>> opened;
    List<Supplier<String>> ended;
    synchronized (this) {
      opened = new ArrayList<>(open.values());
      ended = new ArrayList<>(closed.values());
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("scope", "instance").put("openCount", opened.size());
    latest(body.putArray("open"), opened, limit);
    latest(body.putArray("closed"), ended, limit);
    return body;
  }

  private static void latest(ArrayNode list, List<Supplier<String>> all, int limit) {
    for (int i = all.size() - 1; i >= Math.max(0, all.size() - limit); i--) {
      list.addRawValue(new RawValue(all.get(i).get()));
    }
  }
}
