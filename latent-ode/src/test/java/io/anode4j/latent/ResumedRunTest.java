package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.model.EpochReport;
import io.anode4j.model.ModelHeader;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.training.RunFingerprint;
import io.anode4j.training.SavedRun;
import io.anode4j.training.TrainingListener;
import io.anode4j.training.TrainingPace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumedRunTest {
  private static final SeriesSet WAVES = TinyModels.waves(24, 40, 1);

  @TempDir Path folder;

  @Test
  void oneThatCannotBeUsedIsReplacedWithANotice() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    for (byte[] content :
        new byte[][] {
          {}, new byte[200], "no checkpoint at all".getBytes(StandardCharsets.UTF_8), foreign()
        }) {
      Files.write(file, content);
      List<Integer> epochs = new ArrayList<>();
      List<String> notices = new ArrayList<>();
      TinyModels.trainer(TinyModels.config().epochs(2).build())
          .checkpoint(file)
          .listener(
              new TrainingListener() {
                @Override
                public void onEpoch(EpochReport report, TrainingPace pace) {
                  epochs.add(report.epoch());
                }

                @Override
                public void onNotice(String sentence) {
                  notices.add(sentence);
                }
              })
          .fit(WAVES);
      assertEquals(List.of(1, 2), epochs);
      assertEquals(1, notices.size(), notices.toString());
      assertTrue(notices.get(0).contains("version of anode4j"), notices.toString());
    }
  }

  /** Of a run whose library had another version. */
  private byte[] foreign() throws IOException {
    Path other = folder.resolve("other");
    SavedRun.write(run(TinyModels.trained(), WAVES, "0.0.9", 8), other);
    return Files.readAllBytes(other);
  }

  private static String run(LatentOde model, SeriesSet data, String library, int fieldUnits) {
    ModelHeader h = model.header();
    ModelHeader header =
        new ModelHeader(
            library,
            h.channels(),
            h.timeFormat(),
            h.center(),
            h.scale(),
            h.timeUnit(),
            h.horizon(),
            h.periods(),
            h.seenUntil(),
            h.baselines(),
            h.history(),
            h.provenance());
    ModelDescription own = model.description();
    LatentOdeConfig config = own.config().toBuilder().fieldUnits(fieldUnits).build();
    ParameterLayout layout = LatentArchitecture.of(config, own.layout(header)).layout();
    return RunFingerprint.of(data, own.decisive(header), layout);
  }

  @Test
  void versionWeightsSettingsAndDataMakeTheRun() {
    LatentOde model = TinyModels.trained();
    String run = run(model, WAVES, "1", 8);
    assertEquals(run, run(model, TinyModels.waves(24, 40, 1), "1", 8));
    assertNotEquals(run, run(model, WAVES, "0.0.9", 8));
    assertNotEquals(run, run(model, TinyModels.waves(24, 40, 2), "1", 8));
    assertNotEquals(run, run(model, WAVES, "1", 9));
  }
}
