package io.anode4j.streaming.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.anode4j.streaming.record.Anomaly;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The latest results of sensors, kept for those who open the page and handed on to those who have
 * it open. Bounded in all directions: sensors, results of each, and what waits for a slow listener.
 * Thread-safe.
 */
public final class LiveFeed {
  private static final int MOST_SENSORS = 20_000;
  private static final int MOST_RESULTS = 1000;

  /** Results of a sensor that is looked at, however many sensors there are. */
  private static final int LEAST_CHOSEN = 160;

  /** Results of all sensors together: with many of them each keeps fewer. */
  private static final int MOST_OF_ALL = 500 * LEAST_CHOSEN;

  private static final int MOST_REMARKS = 100;

  /** Sensors that somebody looked at lately. */
  private static final int MOST_CHOSEN = 50;

  /** Sensors by what was heard of them last, the longest silent first. */
  private final Map<String, Track> tracks = new LinkedHashMap<>(16, 0.75f, true);

  private final Set<String> chosen = new LinkedHashSet<>();
  private final EpisodeBoard board = new EpisodeBoard();
  private final Deque<Supplier<String>> remarks = new ArrayDeque<>();

  private final Set<LiveListener> listeners = ConcurrentHashMap.newKeySet();

  /** A feed that has heard nothing. */
  public LiveFeed() {}

  private static final class Track {
    private final Deque<Supplier<String>> scores = new ArrayDeque<>();
    private @Nullable Supplier<String> forecast;
    private @Nullable Supplier<String> event;
    private Standing standing = Standing.WARMING_UP;
  }

  /** What a result is. */
  enum Kind {
    /** A reading and its score. */
    SCORE,
    /** An extrapolation. */
    FORECAST,
    /** Something about a sensor, such as its silence. */
    EVENT,
    /** An episode of anomalies. */
    ANOMALY,
    /** What somebody says who knows more than the stream, as of a fault that was planted. */
    REMARK
  }

  /**
   * Takes in a score.
   *
   * @param sensor the sensor
   * @param standing how it stands with it since then
   * @param json makes the score as the topic has it, at any time and on any thread
   */
  public void score(String sensor, Standing standing, Supplier<String> json) {
    keep(
        sensor,
        track -> {
          track.scores.addLast(json);
          track.event = null; // whoever speaks is not silent
          track.standing = standing;
          int most = Math.max(share(), chosen.contains(sensor) ? LEAST_CHOSEN : 1);
          while (track.scores.size() > most) {
            track.scores.removeFirst();
          }
        });
    tell(Kind.SCORE, sensor, json);
  }

  /**
   * Takes in an extrapolation.
   *
   * @param sensor the sensor
   * @param json makes it as the topic has it, at any time and on any thread
   */
  public void forecast(String sensor, Supplier<String> json) {
    keep(sensor, track -> track.forecast = json);
    tell(Kind.FORECAST, sensor, json);
  }

  /**
   * Takes in what happened to a sensor.
   *
   * @param sensor the sensor
   * @param silent whether it has fallen silent
   * @param json makes the event as the topic has it, at any time and on any thread
   */
  public void event(String sensor, boolean silent, Supplier<String> json) {
    keep(
        sensor,
        track -> {
          track.event = json;
          track.standing = silent ? Standing.SILENT : track.standing;
        });
    tell(Kind.EVENT, sensor, json);
  }

  private void keep(String sensor, Consumer<Track> change) {
    synchronized (tracks) {
      change.accept(tracks.computeIfAbsent(sensor, id -> new Track()));
      if (tracks.size() > MOST_SENSORS) {
        tracks.remove(tracks.keySet().iterator().next());
      }
    }
  }

  /** How many results a sensor keeps that nobody has chosen. */
  private int share() {
    return Math.max(1, Math.min(MOST_RESULTS, MOST_OF_ALL / tracks.size()));
  }

  /**
   * Takes in an episode of anomalies.
   *
   * @param anomaly the episode as it is now
   * @param json makes it as the topic has it, at any time and on any thread
   */
  public void episode(Anomaly anomaly, Supplier<String> json) {
    board.accept(anomaly, json);
    tell(Kind.ANOMALY, anomaly.sensor(), json);
  }

  /**
   * Takes in what somebody knows of a sensor who knows more than the stream.
   *
   * @param sensor the sensor
   * @param atMillis since when it holds, milliseconds since 1970
   * @param text what it is
   */
  public void remark(String sensor, long atMillis, String text) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    String written = json.put("sensor", sensor).put("at", atMillis).put("text", text).toString();
    synchronized (remarks) {
      remarks.addLast(() -> written);
      if (remarks.size() > MOST_REMARKS) {
        remarks.removeFirst();
      }
    }
    tell(Kind.REMARK, sensor, () -> written);
  }

  private void tell(Kind kind, String sensor, Supplier<String> json) {
    for (LiveListener listener : listeners) {
      listener.offer(() -> message(kind, sensor, json));
    }
  }

  private static String message(Kind kind, String sensor, Supplier<String> json) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("kind", kind.name().toLowerCase(Locale.ROOT));
    message.put("sensor", sensor);
    message.putRawValue("result", new RawValue(json.get()));
    return message.toString();
  }

  /**
   * Forgets a sensor; who has the page open is told why.
   *
   * @param sensor the sensor
   * @param event makes the event that ended it
   */
  public void forget(String sensor, Supplier<String> event) {
    synchronized (tracks) {
      tracks.remove(sensor);
    }
    tell(Kind.EVENT, sensor, event);
  }

  /** The episodes that are open and those that ended last. */
  ObjectNode episodes(int limit) {
    ObjectNode body = board.json(limit);
    synchronized (remarks) {
      if (!remarks.isEmpty()) {
        ArrayNode list = body.putArray("remarks");
        remarks.forEach(remark -> list.addRawValue(new RawValue(remark.get())));
      }
    }
    return body;
  }

  /** How many sensors were heard of. */
  int size() {
    synchronized (tracks) {
      return tracks.size();
    }
  }

  /** How many of all sensors stand how, in words. */
  ObjectNode counts() {
    Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
    synchronized (tracks) {
      tracks.values().forEach(track -> counts.merge(track.standing, 1, Integer::sum));
    }
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    counts.forEach((standing, number) -> node.put(standing.words(), number));
    return node;
  }

  /**
   * Sensors whose name has a text in it, with their last score and event: by standing, then by
   * name.
   */
  ArrayNode overview(int limit, String search) {
    record Last(
        String sensor, @Nullable Supplier<String> score, @Nullable Supplier<String> event) {}
    String wanted = search.toLowerCase(Locale.ROOT);
    List<Last> all = new ArrayList<>();
    synchronized (tracks) {
      tracks.entrySet().stream()
          .filter(e -> e.getKey().toLowerCase(Locale.ROOT).contains(wanted))
          .sorted(
              Comparator.comparing((Map.Entry<String, Track> e) -> e.getValue().standing)
                  .thenComparing(Map.Entry.comparingByKey()))
          .limit(limit)
          .forEach(
              e ->
                  all.add(
                      new Last(e.getKey(), e.getValue().scores.peekLast(), e.getValue().event)));
    }
    ArrayNode overview = JsonNodeFactory.instance.arrayNode();
    for (Last last : all) {
      ObjectNode one = overview.addObject().put("sensor", last.sensor());
      put(one, "last", last.score());
      put(one, "event", last.event());
    }
    return overview;
  }

  private static void put(ObjectNode node, String name, @Nullable Supplier<String> json) {
    if (json == null) {
      node.putNull(name);
    } else {
      node.putRawValue(name, new RawValue(json.get()));
    }
  }

  /** What is remembered of a sensor; null when nothing is. */
  @Nullable ObjectNode recent(String sensor) {
    List<Supplier<String>> scores;
    @Nullable Supplier<String> forecast;
    @Nullable Supplier<String> event;
    synchronized (tracks) {
      Track track = tracks.get(sensor);
      if (track == null) {
        return null;
      }
      choose(sensor);
      scores = List.copyOf(track.scores);
      forecast = track.forecast;
      event = track.event;
    }
    ObjectNode all = JsonNodeFactory.instance.objectNode().put("sensor", sensor);
    ArrayNode list = all.putArray("scores");
    scores.forEach(score -> list.addRawValue(new RawValue(score.get())));
    put(all, "forecast", forecast);
    put(all, "event", event);
    return all;
  }

  private void choose(String sensor) {
    chosen.remove(sensor);
    chosen.add(sensor);
    if (chosen.size() > MOST_CHOSEN) {
      chosen.remove(chosen.iterator().next());
    }
  }

  /** What is said of a sensor that is known, and has had no result since the start. */
  static ObjectNode nothing(String sensor) {
    ObjectNode all = JsonNodeFactory.instance.objectNode().put("sensor", sensor);
    all.putArray("scores");
    return all.putNull("forecast").putNull("event");
  }

  void add(LiveListener listener) {
    listeners.add(listener);
  }

  void remove(LiveListener listener) {
    listeners.remove(listener);
  }
}
