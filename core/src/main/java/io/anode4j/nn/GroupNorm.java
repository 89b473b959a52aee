package io.anode4j.nn;

import java.util.random.RandomGenerator;

/**
 * Group normalisation (Wu and He, "Group normalization", ECCV 2018, eq. 1 to 7): the channels of a
 * row are cut into groups, and each group is shifted and scaled to mean 0 and variance 1 over its
 * channels and pixels; then each channel has its own factor and offset. Rows stay independent,
 * which batch normalisation would not leave them.
 *
 * <p>One group of one-pixel channels is layer normalisation (Ba, Kiros and Hinton, 2016, eq. 4):
 * {@link #layer}.
 *
 * @param groups number of groups, a divisor of the channels
 * @param pixels values a channel; channels lie one after the other
 * @param factor place of the factors, {@code [1 × channels]}
 * @param offset place of the offsets, {@code [1 × channels]}
 */
public record GroupNorm(int groups, int pixels, ParameterSlot factor, ParameterSlot offset)
    implements Layer {
  /** Added to variances, as in the authors' code. */
  static final double EPSILON = 1e-5;

  /** Checks that the groups divide the channels. */
  public GroupNorm {
    if (groups < 1 || pixels < 1 || factor.columns() % groups != 0) {
      throw new IllegalArgumentException(
          String.format(
              "%d channels of %d pixels in %d groups; expected at least one group and pixel, and a"
                  + " number of groups that divides the channels",
              factor.columns(), pixels, groups));
    }
  }

  /**
   * Reserves the layer's arrays.
   *
   * @param layout layout being built
   * @param name prefix; {@code .factor} and {@code .offset} are appended
   * @param groups number of groups, a divisor of the channels
   * @param channels channels
   * @param pixels values a channel
   * @return the layer
   */
  public static GroupNorm in(
      ParameterLayout.Builder layout, String name, int groups, int channels, int pixels) {
    return new GroupNorm(
        groups,
        pixels,
        layout.add(name + ".factor", 1, channels),
        layout.add(name + ".offset", 1, channels));
  }

  /**
   * Layer normalisation.
   *
   * @param layout layout being built
   * @param name prefix; {@code .factor} and {@code .offset} are appended
   * @param size values a row
   * @return the layer
   */
  public static GroupNorm layer(ParameterLayout.Builder layout, String name, int size) {
    return in(layout, name, 1, size, 1);
  }

  /** Number of channels. */
  public int channels() {
    return factor.columns();
  }

  @Override
  public int inputs() {
    return channels() * pixels;
  }

  @Override
  public int outputs() {
    return inputs();
  }

  @Override
  public LayerEvaluator evaluator() {
    return new GroupNormEvaluator(this);
  }

  /** Factors one, offsets zero. */
  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    Initializer.constant(1).initialize(parameters, factor, random);
    Initializer.zeros().initialize(parameters, offset, random);
  }
}
