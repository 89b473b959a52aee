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
