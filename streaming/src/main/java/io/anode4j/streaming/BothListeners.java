package io.anode4j.streaming;

import io.anode4j.streaming.record.Anomaly;
import io.anode4j.streaming.record.BadRecordException;
import io.anode4j.streaming.record.ScoredReading;
import io.anode4j.streaming.record.SensorEvent;
import io.anode4j.streaming.record.SensorForecast;
import java.util.SortedSet;

/** Two listeners as one. */
record BothListeners(StreamingListener first, StreamingListener second)
    implements StreamingListener {
  @Override
  public void kind(String sensor, String kind) {
    first.kind(sensor, kind);
    second.kind(sensor, kind);
  }

  @Override
  public void scored(ScoredReading reading) {
    first.scored(reading);
    second.scored(reading);
  }

  @Override
  public void forecast(SensorForecast forecast) {
    first.forecast(forecast);
    second.forecast(forecast);
  }

  @Override
  public void event(SensorEvent event) {
    first.event(event);
    second.event(event);
  }

  @Override
  public void anomaly(Anomaly anomaly) {
    first.anomaly(anomaly);
    second.anomaly(anomaly);
  }

  @Override
  public void bad(BadRecordException.Reason reason, String message) {
    first.bad(reason, message);
    second.bad(reason, message);
  }

  @Override
  public void late(String sensor, long latenessMillis) {
    first.late(sensor, latenessMillis);
    second.late(sensor, latenessMillis);
  }

  @Override
  public void oversized(Oversized record) {
    first.oversized(record);
    second.oversized(record);
  }

  @Override
  public void split(String sensor, SortedSet<Integer> partitions) {
    first.split(sensor, partitions);
    second.split(sensor, partitions);
  }

  @Override
  public void threadFailed(Throwable failure, boolean replaced) {
    first.threadFailed(failure, replaced);
    second.threadFailed(failure, replaced);
  }
}
