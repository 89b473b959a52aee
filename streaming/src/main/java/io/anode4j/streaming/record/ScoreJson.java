package io.anode4j.streaming.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.anode4j.filter.Score;
import io.anode4j.forecast.Forecast;
import java.io.IOException;
import java.util.function.IntToDoubleFunction;

/** Scores as people and programs read them: figures by channel are objects. */
final class ScoreJson implements ScoreForm {
  private final SerializedString[] channels;
  private final String model;
  private final ChannelFields fields;

  ScoreJson(SerializedString[] channels, String model, ChannelFields fields) {
    this.channels = channels;
    this.model = model;
    this.fields = fields;
  }

  @Override
  public boolean marked() {
    return false;
  }

  @Override
  public void write(JsonGenerator out, ScoredReading scored, boolean whole) throws IOException {
    Score score = scored.score();
    head(out, scored.sensor(), scored.nanos());
    out.writeStringField("model", model);
    out.writeNumberField("n", scored.count());
    out.writeBooleanField("warmup", score.warmUp());
    if (scored.reset() != null) {
      out.writeStringField("stateReset", scored.reset());
    }
    if (scored.merged()) {
      out.writeBooleanField("merged", true);
    }
    fields.number(out, "dt", scored.gapSeconds());
    int observed = observed(score);
    double logLikelihood = score.logLikelihood();
    fields.number(out, "logLik", logLikelihood);
    fields.number(out, "nllPerObserved", observed == 0 ? Double.NaN : -logLikelihood / observed);
    fields.number(out, "anomalyScore", score.anomaly());
    fields.number(out, "pValue", score.pValue());
    out.writeBooleanField("isAnomaly", score.isAnomaly());
    fields.number(out, "threshold", score.threshold());
    fields.number(out, "level", score.level());
    fields.number(out, "levelThreshold", score.levelThreshold());
    out.writeBooleanField("isUnusualLevel", score.isUnusualLevel());
    if (whole) {
      channels(out, score);
    }
    fields.time(out, "expectedNext", score.expectedNext());
    fields.time(out, "overdueAfter", score.overdueAfter());
    out.writeStringField("src", scored.source().toString());
  }

  private void channels(JsonGenerator out, Score score) throws IOException {
    out.writeArrayFieldStart("observed");
    for (int c = 0; c < channels.length; c++) {
      if (score.isObserved(c)) {
        out.writeString(channels[c]);
      }
    }
    out.writeEndArray();
    double[] values = score.reading().values();
    fields.measured(out, values);
    fields.map(out, "expected", c -> true, score::mean, score::std);
    fields.map(out, "std", c -> true, score::std, score::std);
    fields.map(out, "residual", score::isObserved, score::residual, score::residual);
    fields.map(out, "contrib", score::isObserved, score::contribution, score::contribution);
  }

  /** How many channels have a value. */
  static int observed(Score score) {
    int observed = 0;
    for (int c = 0; c < score.channels(); c++) {
      observed += score.isObserved(c) ? 1 : 0;
    }
    return observed;
  }

  @Override
  public void write(JsonGenerator out, LateScore late, boolean whole) throws IOException {
    head(out, late.sensor(), late.reading().nanos());
    out.writeStringField("model", model);
    out.writeBooleanField("late", true);
    out.writeNumberField("latenessMs", late.latenessMillis());
    double[] values = late.reading().values();
    Forecast expected = late.expected();
    fields.number(out, "logLik", late.logLikelihood());
    if (whole) {
      IntToDoubleFunction std = c -> expected.std(0, c);
      fields.measured(out, values);
      fields.map(out, "expected", c -> true, c -> expected.mean(0, c), std);
      fields.map(out, "std", c -> true, std, std);
    }
    out.writeStringField("src", late.source().toString());
  }

  private static void head(JsonGenerator out, String sensor, long nanos) throws IOException {
    out.writeStringField("sensor", sensor);
    out.writeNumberField("ts", Math.floorDiv(nanos, 1_000_000L));
    long rest = Math.floorMod(nanos, 1_000_000L);
    if (rest != 0) {
      out.writeNumberField("tsNanos", rest);
    }
  }
}
