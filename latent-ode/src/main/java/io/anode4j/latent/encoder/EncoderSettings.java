package io.anode4j.latent.encoder;

import io.anode4j.latent.window.WindowLayout;
import io.anode4j.nn.ParameterLayout;
import java.util.List;

/**
 * A choice of encoder. Its records are written into model files with their components as
 * properties.
 */
public interface EncoderSettings {
  /**
   * All encoders there are, each with its defaults; the first is what is taken where none is
   * stated.
   */
  static List<EncoderSettings> kinds() {
    return List.of(
        Gru.defaults(), OdeRnn.defaults(), MultiTimeAttention.defaults(), Pooling.defaults());
  }

  /** No layer is ever that wide; a model file that says so must not be able to fill the memory. */
  int MOST_UNITS = 1 << 16;

  /** Name of its kind in settings and model files. */
  String type();

  /**
   * Sines and cosines of the time since the window's start that it reads beside values, mask and
   * gap; 0 for the encoders of the papers, which read these three alone.
   */
  int timeFrequencies();

  /**
   * The encoder with a place for its weights.
   *
   * @param layout where its arrays are added, named {@code encoder.…}
   * @param reads how windows become numbers
   * @return the encoder
   */
  Encoder in(ParameterLayout.Builder layout, WindowLayout reads);
}
