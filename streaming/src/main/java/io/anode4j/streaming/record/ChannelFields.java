package io.anode4j.streaming.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/** Fields of results: figures by channel, numbers and times, null where there is none. */
final class ChannelFields {
  private final SerializedString[] channels;
  private final ModelClock clock;
  private final NumberWriter numbers = new NumberWriter();

  ChannelFields(SerializedString[] channels, ModelClock clock) {
    this.channels = channels;
    this.clock = clock;
  }

  void measured(JsonGenerator out, double[] values) throws IOException {
    out.writeObjectFieldStart("values");
    for (int c = 0; c < values.length; c++) {
      if (!Double.isNaN(values[c])) {
        out.writeFieldName(channels[c]);
        numbers.exact(out, values[c]);
      }
    }
    out.writeEndObject();
  }

  /** One number a channel, each with the digits that numbers of its size deserve. */
  void map(
      JsonGenerator out,
      String name,
      IntPredicate present,
      IntToDoubleFunction value,
      IntToDoubleFunction size)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (int c = 0; c < channels.length; c++) {
      if (present.test(c)) {
        out.writeFieldName(channels[c]);
        double number = value.applyAsDouble(c);
        if (Double.isFinite(number)) {
          numbers.rounded(out, number, NumberWriter.places(size.applyAsDouble(c)));
        } else {
          out.writeNull();
        }
      }
    }
    out.writeEndObject();
  }

  /** A field of its own for each channel that has the figure, the shortest text that says it. */
  void exact(JsonGenerator out, SerializedString[] names, IntToDoubleFunction value)
      throws IOException {
    for (int c = 0; c < names.length; c++) {
      double number = value.applyAsDouble(c);
      if (Double.isFinite(number)) {
        out.writeFieldName(names[c]);
        numbers.exact(out, number);
      }
    }
  }

  /** Likewise, with the digits that numbers of its size deserve. */
  void rounded(
      JsonGenerator out,
      SerializedString[] names,
      IntToDoubleFunction value,
      IntToDoubleFunction size)
      throws IOException {
    for (int c = 0; c < names.length; c++) {
      double number = value.applyAsDouble(c);
      if (Double.isFinite(number)) {
        out.writeFieldName(names[c]);
        numbers.rounded(out, number, NumberWriter.places(size.applyAsDouble(c)));
      }
    }
  }

  void number(JsonGenerator out, String name, double value) throws IOException {
    out.writeFieldName(name);
    if (Double.isFinite(value)) {
      numbers.exact(out, value);
    } else {
      out.writeNull();
    }
  }

  void time(JsonGenerator out, String name, double time) throws IOException {
    if (Double.isFinite(time)) {
      out.writeNumberField(name, clock.millis(time));
    } else {
      out.writeNullField(name);
    }
  }
}
