package io.anode4j.data.synthetic;

import java.util.SplittableRandom;

/**
 * Small pictures of the ten digits in the seven strokes of a calculator's display, of random size
 * at a random place, in noise: a set on which networks for images can be tried without a download.
 *
 * @param images how many
 * @param side rows of pixels, and pixels a row, at least 10
 * @param noise standard deviation of the noise on each pixel; strokes have value 1
 * @param seed of all random draws
 */
public record SegmentDigits(int images, int side, double noise, long seed) {
  private static final int LEAST_SIDE = 10;

  /**
   * Strokes of each digit: top, upper left, upper right, middle, lower left, lower right, bottom.
   */
  private static final String[] STROKES = {
    "1110111", "0010010", "1011101", "1011011", "0111010",
    "1101011", "1101111", "1010010", "1111111", "1111011"
  };

  /** Checks the numbers. */
  public SegmentDigits {
    if (images < 0 || side < LEAST_SIDE || !(noise >= 0)) {
      throw new IllegalArgumentException(
          "%d images of side %d with noise %s; expected numbers from 0 and a side of at least %d"
              .formatted(images, side, noise, LEAST_SIDE));
    }
  }

  /**
   * Draws the pictures, the digits in turn.
   *
   * @return images row by row, and their digits
   */
  public LabelledPoints generate() {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] drawn = new float[images][side * side];
    float[] labels = new float[images];
    for (int i = 0; i < images; i++) {
      labels[i] = i % 10;
      draw(STROKES[i % 10], drawn[i], random);
      for (int p = 0; p < drawn[i].length; p++) {
        drawn[i][p] += (float) (noise * random.nextGaussian());
      }
    }
    return new LabelledPoints(drawn, labels);
  }

  private void draw(String strokes, float[] image, SplittableRandom random) {
    int half = random.nextInt(3, (side - 1) / 2); // length of a stroke
    int top = random.nextInt(side - 2 * half);
    int left = random.nextInt(side - half);
    int[][] begin = {{0, 0}, {0, 0}, {0, half}, {half, 0}, {half, 0}, {half, half}, {2 * half, 0}};
    for (int s = 0; s < begin.length; s++) {
      boolean lies = s % 3 == 0;
      for (int k = 0; k <= half && strokes.charAt(s) == '1'; k++) {
        int i = top + begin[s][0] + (lies ? 0 : k);
        int j = left + begin[s][1] + (lies ? k : 0);
        image[i * side + j] = 1;
      }
    }
  }
}
