package io.anode4j.data.idx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.anode4j.data.synthetic.LabelledPoints;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledImagesTest {
  private static final byte[] IMAGES = {
    0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0, 51, -1, 5, 6, 7
  };
  private static final byte[] LABELS = {0, 0, 8, 1, 0, 0, 0, 2, 9, -56};

  @TempDir private Path folder;

  private void write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    if (name.endsWith(".gz")) {
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(bytes);
      }
    } else {
      Files.write(file, bytes);
    }
  }

  @Test
  void readsPlainAndZippedFiles() throws IOException {
    write("t10k-images-idx3-ubyte.gz", IMAGES);
    write("t10k-labels-idx1-ubyte", LABELS);
    LabelledImages set = LabelledImages.mnist(folder, LabelledImages.TEST);
    assertEquals(List.of(2, 1, 3), set.images().sizes());
    assertEquals(3, set.height() * set.width());
    LabelledPoints all = set.points(0, 2);
    assertArrayEquals(new float[] {0, 0.2f, 1}, all.points()[0], 1e-7f);
    assertArrayEquals(new float[] {9, 200}, all.labels());
    assertArrayEquals(new float[] {200}, set.points(1, 1).labels());
    assertThrows(IllegalArgumentException.class, () -> set.points(1, 2));
  }

  private void refused(String part, byte... bytes) throws IOException {
    Path file = folder.resolve("broken");
    Files.write(file, bytes);
    String message = assertThrows(IdxException.class, () -> IdxArray.read(file)).getMessage();
    assertTrue(message.contains(part) && message.contains("expected"), message);
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    refused("a head of [-1, -1, -1, -1]");
    refused("a head of [0, 0, 13, 1]", new byte[] {0, 0, 13, 1, 0, 0, 0, 0});
    refused("within its sizes", new byte[] {0, 0, 8, 2, 0, 0, 0, 1, 0});
    refused("sizes -1", new byte[] {0, 0, 8, 1, -1, -1, -1, -1});
    refused("found 1 values", new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 5});
    refused("more values", new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 5, 6});
    refused("more than 2³¹", new byte[] {0, 0, 8, 2, 127, 0, 0, 0, 127, 0, 0, 0});
    refused("no readable file", new byte[] {0x1f, 0, 0});
    Path none = folder.resolve("none");
    String message = assertThrows(IdxException.class, () -> IdxArray.read(none)).getMessage();
    assertTrue(message.contains("none"), message);
    message =
        assertThrows(IdxException.class, () -> LabelledImages.mnist(folder, LabelledImages.TRAIN))
            .getMessage();
    assertTrue(message.contains("train-images-idx3-ubyte.gz"), message);
  }

  @Test
  void imagesAndLabelsBelongTogether() throws IOException {
    write("images", IMAGES);
    write("labels", new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 9});
    IdxArray images = IdxArray.read(folder.resolve("images"));
    IdxArray labels = IdxArray.read(folder.resolve("labels"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> new LabelledImages(images, labels))
            .getMessage();
    assertTrue(message.contains("IdxArray[2 × 1 × 3]"), message);
  }

  /**
   * The first labels and the mean pixel of the originals: 0.1307, as all PyTorch examples have it.
   */
  @Test
  void readsMnistAsItIs() {
    Path found = null;
    for (Path p = Path.of("").toAbsolutePath(); p != null && found == null; p = p.getParent()) {
      Path beside = p.resolve("shared/data/mnist");
      found = Files.isDirectory(beside) ? beside : null;
    }
    assumeTrue(found != null, "MNIST does not lie beside this checkout");
    LabelledImages train = LabelledImages.mnist(found, LabelledImages.TRAIN);
    assertEquals(60_000, train.count());
    LabelledPoints some = train.points(0, 60_000);
    assertArrayEquals(new float[] {5, 0, 4, 1, 9}, java.util.Arrays.copyOf(some.labels(), 5));
    double sum = 0;
    for (float[] image : some.points()) {
      for (float pixel : image) {
        sum += pixel;
      }
    }
    assertEquals(0.1307, sum / 60_000 / 784, 5e-5);
    assertEquals(10_000, LabelledImages.mnist(found, LabelledImages.TEST).count());
  }
}
