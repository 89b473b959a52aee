package io.anode4j.data.idx;

import io.anode4j.data.synthetic.LabelledPoints;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Grey images with the number of the class that each belongs to.
 *
 * @param images {@code [images × height × width]}
 * @param labels {@code [images]}
 */
public record LabelledImages(IdxArray images, IdxArray labels) {
  /** MNIST's 60,000 images to train on. */
  public static final String TRAIN = "train";

  /** MNIST's 10,000 images to test with. */
  public static final String TEST = "t10k";

  private static final float WHITE = 255;

  /** Checks that there is a label for each image. */
  public LabelledImages {
    if (images.sizes().size() != 3
        || labels.sizes().size() != 1
        || !images.sizes().get(0).equals(labels.sizes().get(0))) {
      throw new IllegalArgumentException(
          "Images %s with labels %s; expected three sizes and one, the first ones equal: give files"
                  .formatted(images, labels)
              + " that belong together");
    }
  }

  /**
   * Reads one half of MNIST, or of a set that is laid out alike (Fashion-MNIST, KMNIST).
   *
   * @param directory where {@code PART-images-idx3-ubyte} and {@code PART-labels-idx1-ubyte} lie,
   *     with {@code .gz} or without
   * @param part {@link #TRAIN} or {@link #TEST}
   * @return the images
   * @throws IdxException when one of the two is missing or damaged
   */
  public static LabelledImages mnist(Path directory, String part) {
    return new LabelledImages(
        IdxArray.read(find(directory, part + "-images-idx3-ubyte")),
        IdxArray.read(find(directory, part + "-labels-idx1-ubyte")));
  }

  private static Path find(Path directory, String name) {
    Path plain = directory.resolve(name);
    Path zipped = directory.resolve(name + ".gz");
    if (Files.isRegularFile(plain)) {
      return plain;
    }
    if (Files.isRegularFile(zipped)) {
      return zipped;
    }
    throw new IdxException(
        directory, "no " + name + " in it", "that file, or " + name + ".gz", null);
  }

  /** How many images. */
  public int count() {
    return images.sizes().get(0);
  }

  /** Rows of pixels. */
  public int height() {
    return images.sizes().get(1);
  }

  /** Pixels a row. */
  public int width() {
    return images.sizes().get(2);
  }

  /**
   * Some images as numbers from 0 (black) to 1 (white), with their labels.
   *
   * @param first the first image
   * @param number how many follow
   * @return {@code [number][height · width]}, row by row
   */
  public LabelledPoints points(int first, int number) {
    if (first < 0 || number < 0 || first > count() - number) {
      throw new IllegalArgumentException(
          "Images %d to %d of %d were asked for; expected some of those there are"
              .formatted(first, first + number - 1, count()));
    }
    int pixels = height() * width();
    float[][] points = new float[number][pixels];
    float[] classes = new float[number];
    for (int i = 0; i < number; i++) {
      for (int p = 0; p < pixels; p++) {
        points[i][p] = images.value((first + i) * pixels + p) / WHITE;
      }
      classes[i] = labels.value(first + i);
    }
    return new LabelledPoints(points, classes);
  }
}
