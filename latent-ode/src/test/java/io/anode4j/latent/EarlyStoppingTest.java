package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.model.EpochReport;
import io.anode4j.training.SavedRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyStoppingTest {
  @TempDir Path folder;

  @Test
  void theWeightsOfTheBestEpochAreTheModel() throws IOException {
    Path checkpoint = folder.resolve("run.checkpoint");
    LatentOde model =
        TinyModels.trainer(TinyModels.config().epochs(60).patience(4).learningRate(0.05).build())
            .checkpoint(checkpoint)
            .listener((report, pace) -> keep(checkpoint, report.epoch()))
            .fit(TinyModels.waves(24, 40, 1));
    List<EpochReport> history = model.history();
    int last = history.size();
    int best = last - 4;
    assertTrue(last < 60, "stopped early");
    assertTrue(history.get(best - 1).best(), history.toString());
    double least = history.stream().mapToDouble(EpochReport::validationLoss).min().orElseThrow();
    assertEquals(least, history.get(best - 1).validationLoss());
    float[] weights = model.parameters().values();
    assertArrayEquals(SavedRun.average(folder.resolve("epoch-" + best)), weights);
    assertFalse(Arrays.equals(SavedRun.average(folder.resolve("epoch-" + last)), weights));
    assertFalse(Arrays.equals(SavedRun.weights(folder.resolve("epoch-" + last)), weights));
  }

  private void keep(Path checkpoint, int epoch) {
    try {
      Files.copy(checkpoint, folder.resolve("epoch-" + epoch));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
