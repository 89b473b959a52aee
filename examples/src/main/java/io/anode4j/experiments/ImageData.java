package io.anode4j.experiments;

import io.anode4j.data.idx.IdxException;
import io.anode4j.data.idx.LabelledImages;
import io.anode4j.data.synthetic.LabelledPoints;
import io.anode4j.data.synthetic.SegmentDigits;
import io.anode4j.tensor.Matrix;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Square images to train on and to test with.
 *
 * @param side rows of pixels, and pixels a row
 * @param x images to train on
 * @param labels their classes
 * @param testX images to test with
 * @param testLabels their classes
 */
record ImageData(int side, Matrix x, Matrix labels, Matrix testX, Matrix testLabels) {
  private static final String WHERE =
      "It needs the four files of MNIST: train-images-idx3-ubyte, train-labels-idx1-ubyte,"
          + " t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, gzipped or not. They are at"
          + " https://ossci-datasets.s3.amazonaws.com/mnist/ (with .gz, 11 MB); put them into one"
          + " directory and name it with --data.";

  /** Why there are no images under a setting; the quick size draws its own. */
  static Optional<String> missing(Setting setting) {
    if (setting.size() == Setting.Size.QUICK) {
      return Optional.empty();
    }
    if (setting.data().isEmpty()) {
      return Optional.of(WHERE);
    }
    try {
      LabelledImages.mnist(setting.data().get(), LabelledImages.TEST);
      return Optional.empty();
    } catch (IdxException e) {
      return Optional.of(e.getMessage() + ". " + WHERE);
    }
  }

  /** MNIST's first images and all test images. */
  static ImageData mnist(Path directory, int count) {
    LabelledImages train = LabelledImages.mnist(directory, LabelledImages.TRAIN);
    LabelledImages test = LabelledImages.mnist(directory, LabelledImages.TEST);
    return of(
        train.height(),
        train.points(0, Math.min(count, train.count())),
        test.points(0, test.count()));
  }

  /** Digits of seven strokes. */
  static ImageData drawn(int side, int count, long seed) {
    return of(
        side,
        new SegmentDigits(count, side, 0.1, seed).generate(),
        new SegmentDigits(500, side, 0.1, seed + 1000).generate());
  }

  private static ImageData of(int side, LabelledPoints train, LabelledPoints test) {
    return new ImageData(
        side,
        Matrix.of(train.points()),
        Matrix.of(train.targets()),
        Matrix.of(test.points()),
        Matrix.of(test.targets()));
  }

  /** Images of half the side: each pixel the mean of four. */
  ImageData halved() {
    return new ImageData(side / 2, halved(x), labels, halved(testX), testLabels);
  }

  private Matrix halved(Matrix images) {
    int half = side / 2;
    Matrix small = new Matrix(images.rows(), half * half);
    for (int r = 0; r < images.rows(); r++) {
      for (int p = 0; p < half * half; p++) {
        int corner = 2 * (p / half) * side + 2 * (p % half);
        float sum = images.get(r, corner) + images.get(r, corner + 1);
        sum += images.get(r, corner + side) + images.get(r, corner + side + 1);
        small.set(r, p, sum / 4);
      }
    }
    return small;
  }

  /** The first test images only. */
  ImageData withTests(int count) {
    int rows = Math.min(count, testX.rows());
    return new ImageData(side, x, labels, first(testX, rows), first(testLabels, rows));
  }

  private static Matrix first(Matrix m, int rows) {
    Matrix some = new Matrix(rows, m.columns());
    for (int r = 0; r < rows; r++) {
      some.copyRow(r, m, r);
    }
    return some;
  }
}
