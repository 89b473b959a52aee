package io.anode4j.streaming.reload;

import io.anode4j.filter.SensorModel;
import io.anode4j.streaming.ActiveModel;
import io.anode4j.streaming.ModelSource;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The model in service, to be asked at the start of each record. Thread-safe: reading is one
 * volatile read.
 */
public final class ModelHandle implements ModelSource {
  /** Earlier models that can be gone back to. */
  private static final int KEPT = 4;

  private final Clock clock;
  private final AtomicReference<ServingModel> serving;
  private final Deque<ServingModel> earlier = new ArrayDeque<>();

  /**
   * A handle.
   *
   * @param model the model to begin with
   * @param source where it came from: a file name
   */
  public ModelHandle(SensorModel model, String source) {
    this(model, source, Clock.systemUTC());
  }

  ModelHandle(SensorModel model, String source, Clock clock) {
    this.clock = clock;
    this.serving =
        new AtomicReference<>(
            new ServingModel(labelled(model, source), 1, clock.instant(), source));
  }

  /** Results know a model by the name of its file, without the ending, and its fingerprint. */
  private static ActiveModel labelled(SensorModel model, String source) {
    int dot = source.lastIndexOf('.');
    return ActiveModel.named(dot > 0 ? source.substring(0, dot) : source, model);
  }

  @Override
  public ActiveModel current() {
    return serving().active();
  }

  /** {@return the model in service, and how it came there} */
  public ServingModel serving() {
    return serving.get();
  }

  /** Puts a verified model into service. */
  synchronized ServingModel change(SensorModel model, String source) {
    earlier.push(serving());
    if (earlier.size() > KEPT) {
      earlier.removeLast();
    }
    return put(labelled(model, source), source);
  }

  /** Goes back to the model before, which is then forgotten as an earlier one. */
  synchronized Optional<ServingModel> back() {
    return Optional.ofNullable(earlier.poll()).map(last -> put(last.active(), last.source()));
  }

  private ServingModel put(ActiveModel active, String source) {
    ServingModel next =
        new ServingModel(active, serving().generation() + 1, clock.instant(), source);
    serving.set(next);
    return next;
  }
}
