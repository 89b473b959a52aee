package io.anode4j.filter.example;

import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;
import io.anode4j.filter.SensorModel;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Scores readings as they come, in Apache Flink: a sensor's state is what its scorer saves, at most
 * 4 KB, in Flink's keyed state, so that its checkpoints and its rescaling cover it.
 *
 * <p>Use it as {@code readings.keyBy(Measured::sensor).process(new ScoredReadings(bytes))}.
 * Readings of a sensor have to come in the order of their times: sort them by watermarks before,
 * where they do not. One older than the sensor's last is passed over.
 */
public final class ScoredReadings
    extends KeyedProcessFunction<String, ScoredReadings.Measured, ScoredReadings.Scored> {
  private static final long serialVersionUID = 1L;
  private static final double FALSE_ALARMS = 0.01;

  private final byte[] modelFile;
  private transient @Nullable Scorer scorer;
  private transient @Nullable ValueState<byte[]> state;

  /**
   * A reading of a sensor.
   *
   * @param sensor its id
   * @param time in the model's unit: seconds since 1970 for dated models
   * @param values one a channel, NaN where nothing was observed
   */
  public record Measured(String sensor, double time, double[] values) {}

  /**
   * What a reading was worth.
   *
   * @param sensor its id
   * @param time its time
   * @param anomaly its anomaly score
   * @param strange whether that is above the threshold
   */
  public record Scored(String sensor, double time, double anomaly, boolean strange) {}

  /**
   * A function.
   *
   * @param modelFile the bytes of a model file
   */
  public ScoredReadings(byte[] modelFile) {
    this.modelFile = modelFile.clone();
  }

  /** Once a subtask: one scorer serves all its sensors in turn. */
  @Override
  public void open(OpenContext context) {
    scorer = SensorModel.parse(modelFile, "the stream's model").newScorer(FALSE_ALARMS);
    state =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "scorer", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public void processElement(Measured reading, Context context, Collector<Scored> out)
      throws Exception {
    Scorer serving = scorer;
    ValueState<byte[]> kept = state;
    if (serving == null || kept == null) {
      throw new IllegalStateException("open was not called; Flink calls it first");
    }
    byte[] saved = kept.value();
    serving.reset();
    if (saved != null) {
      serving.restore(saved);
    }
    if (reading.time() < serving.lastTime()) {
      return;
    }
    Score score = serving.update(new Reading(reading.time(), reading.values()));
    kept.update(serving.save());
    out.collect(new Scored(reading.sensor(), reading.time(), score.anomaly(), score.isAnomaly()));
  }
}
