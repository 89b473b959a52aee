package io.anode4j.streaming.config;

import io.anode4j.streaming.record.JsonObservationDecoder;
import io.anode4j.streaming.record.ObservationDecoder;
import java.util.Map;

/** Makes the reader of input values that a setting names. */
final class DecoderClass {
  private DecoderClass() {}

  static ObservationDecoder decoder(Values own, Map<String, String> given) {
    String name = own.text(Setting.DECODER);
    ObservationDecoder mapped = JsonDefinitions.decoder(own);
    if (name.equals(JsonObservationDecoder.class.getName())) {
      return mapped == null ? new JsonObservationDecoder() : mapped;
    }
    if (mapped != null) {
      throw new ConfigurationException(
          "json.* and decoder.class both say how records are read; expected one of them: leave out"
              + " the other");
    }
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      ClassLoader ours = DecoderClass.class.getClassLoader();
      Class<?> found = Class.forName(name, true, loader == null ? ours : loader);
      ObservationDecoder decoder =
          found.asSubclass(ObservationDecoder.class).getConstructor().newInstance();
      decoder.configure(given);
      return decoder;
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new ConfigurationException(
          "The setting decoder.class names "
              + name
              + ", which gives no decoder: "
              + e
              + "; expected a class on the class path that implements ObservationDecoder and has a"
              + " public constructor without arguments");
    }
  }
}
