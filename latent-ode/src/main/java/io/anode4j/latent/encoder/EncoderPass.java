package io.anode4j.latent.encoder;

import io.anode4j.latent.window.Contexts;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;

/** One thread's way through an encoder and back. A window's code does not depend on the others. */
public interface EncoderPass {
  /** Takes over current weights. */
  void load(Parameters parameters);

  /**
   * Encodes windows.
   *
   * @param contexts what is read; must stay unchanged until {@link #backward}
   * @param codes receives {@code [windows × outputs]}
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  void forward(Contexts contexts, Matrix codes);

  /**
   * Pulls cotangents of the codes back through the last forward pass, once.
   *
   * @param contexts those of the forward pass
   * @param codeCotangents {@code [windows × outputs]}, padding zero
   * @param gradient flat gradient vector that the weights' gradient is added to
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  void backward(Contexts contexts, Matrix codeCotangents, float[] gradient);
}
