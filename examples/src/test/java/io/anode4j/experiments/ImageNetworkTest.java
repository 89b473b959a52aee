package io.anode4j.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.cli.Anode4j;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImageNetworkTest {
  /** As counted in the authors' own code. */
  @Test
  void networksHaveThePublishedNumbersOfParameters() {
    List<Integer> sizes = Mnist.networks(28, 64, 1).stream().map(ImageNetwork::size).toList();
    assertEquals(List.of(238_510, 132_874, 576_778, 208_266, 208_266), sizes);
    assertEquals(84_395, AugmentedImages.of(28, 0, 92, 1).size());
    assertEquals(84_816, AugmentedImages.of(28, 5, 64, 1).size());
  }

  @Test
  void widthsMakeNetworksOfEqualSize() {
    assertEquals(64, AugmentedImages.width(28, 5, 84_395));
    assertEquals(87, AugmentedImages.width(28, 1, 84_395));
    for (int side : new int[] {10, 14, 28}) {
      int wanted = AugmentedImages.of(side, 0, 92, 1).size();
      int one = AugmentedImages.of(side, 1, AugmentedImages.width(side, 1, wanted), 1).size();
      assertTrue(Math.abs(one - wanted) < 0.02 * wanted, one + " for " + wanted);
    }
  }

  @Test
  void whatIsMissingIsSaidAndNotRun() {
    Setting none = new Setting(1, Setting.Size.USUAL);
    Setting wrong = new Setting(1, Setting.Size.USUAL, Optional.of(Path.of("nowhere")));
    for (Setting setting : List.of(none, wrong)) {
      Outcome outcome = Outcome.of(new Mnist(), setting);
      assertEquals(List.of(), outcome.findings().verdicts());
      assertEquals(List.of(), outcome.findings().differences());
      String said = new Mnist().missing(setting).orElseThrow();
      assertTrue(said.contains("--data"), said);
    }
    assertTrue(new AnodeImages().missing(wrong).orElseThrow().contains("nowhere"));
  }

  @Test
  void commandSkipsWithASentence(@TempDir Path folder) throws IOException {
    StringWriter out = new StringWriter();
    CommandLine command = Anode4j.commandLine().setOut(new PrintWriter(out));
    String[] line = {"experiments", "mnist", "--data", "nowhere", "--output", folder.toString()};
    assertEquals(0, command.execute(line));
    assertTrue(out.toString().contains("not run: nowhere: found no t10k-images"), out.toString());
    String page = Files.readString(folder.resolve("mnist/index.html"));
    assertTrue(page.contains("Not run. nowhere"), page);
  }

  @Test
  void halvesImages() {
    ImageData drawn = ImageData.drawn(10, 20, 1);
    ImageData half = drawn.halved().withTests(3);
    float sum = drawn.x().get(4, 0) + drawn.x().get(4, 1);
    sum += drawn.x().get(4, 10) + drawn.x().get(4, 11);
    assertEquals(sum / 4, half.x().get(4, 0), 1e-7);
    assertEquals(3, half.testX().rows());
    assertEquals(25, half.testX().columns());
  }
}
