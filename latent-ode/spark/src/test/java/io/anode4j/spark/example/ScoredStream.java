package io.anode4j.spark.example;

import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;
import io.anode4j.filter.SensorModel;
import io.anode4j.filter.StoredModel;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import org.apache.spark.sql.streaming.ValueState;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Scores readings as they come, in Spark Structured Streaming: a sensor's state is what its scorer
 * saves, at most 4 KB, in Spark's own state store.
 *
 * <p>Hand it to {@code readings.groupByKey(…).transformWithState(new ScoredStream(bytes), …)}. A
 * batch of a sensor's rows comes in no order: it is sorted by time here.
 */
public final class ScoredStream extends StatefulProcessor<String, Row, Row> {
  private static final long serialVersionUID = 1L;

  private final byte[] modelFile;
  private transient @Nullable SensorModel model;
  private transient @Nullable ValueState<byte[]> state;

  /**
   * A processor.
   *
   * @param modelFile the bytes of a model file
   */
  public ScoredStream(byte[] modelFile) {
    this.modelFile = modelFile.clone();
  }

  /** Once a partition: the model is opened here, not sent as an object. */
  @Override
  public void init(OutputMode outputs, TimeMode times) {
    model = (NeuralFilter) StoredModel.parse(modelFile, "the stream's model");
    state = getHandle().getValueState("scorer", Encoders.BINARY(), TTLConfig.NONE());
  }

  /**
   * Rows: time in seconds, then a value a channel. The result: id, time, score, whether strange.
   */
  @Override
  public Iterator<Row> handleInputRows(String id, Iterator<Row> rows, TimerValues timers) {
    SensorModel opened = model;
    ValueState<byte[]> kept = state;
    if (opened == null || kept == null) {
      throw new IllegalStateException("init was not called; Spark calls it first");
    }
    Scorer scorer = opened.newScorer(0.01);
    if (kept.exists()) {
      scorer.restore(kept.get());
    }
    List<Row> sorted = new ArrayList<>(CollectionConverters.asJava(rows.toSeq()));
    sorted.sort((a, b) -> Double.compare(a.getDouble(0), b.getDouble(0)));
    List<Row> scores = new ArrayList<>();
    for (Row row : sorted) {
      double[] values = new double[row.size() - 1];
      for (int c = 0; c < values.length; c++) {
        values[c] = row.isNullAt(c + 1) ? Double.NaN : row.getDouble(c + 1);
      }
      Score score = scorer.update(new Reading(row.getDouble(0), values));
      scores.add(RowFactory.create(id, row.getDouble(0), score.anomaly(), score.isAnomaly()));
    }
    kept.update(scorer.save());
    return CollectionConverters.asScala(scores.iterator());
  }
}
