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
   * Pulls cotangents of the codes back through the last forward pass; the weights' gradient is kept
   * here.
   *
   * @param contexts those of the forward pass
   * @param codeCotangents {@code [windows × outputs]}, padding zero
   */
  void backward(Contexts contexts, Matrix codeCotangents);

  /** Adds the gradient kept here to a flat gradient vector and forgets it. */
  void drainGradient(float[] gradient);
}
