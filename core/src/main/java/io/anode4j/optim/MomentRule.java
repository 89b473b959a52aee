package io.anode4j.optim;

/** How a step follows from two running moments of the gradient; settings alone, no memory. */
interface MomentRule {
  /**
   * Takes a gradient into the moments and moves the parameters.
   *
   * @param moments what is remembered, this step counted
   * @param theta parameters, changed in place
   * @param gradient of the loss, as long
   * @param learningRate η
   */
  void move(Moments moments, float[] theta, float[] gradient, double learningRate);
}
