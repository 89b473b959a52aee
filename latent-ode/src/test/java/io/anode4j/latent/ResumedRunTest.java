package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.model.EpochReport;
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
    ModelDescription d = TinyModels.trained().description();
    ParameterLayout layout = LatentArchitecture.of(d.config(), d.layout()).layout();
    SavedRun.write(RunFingerprint.of(WAVES, withLibrary(d, "0.0.9").decisive(), layout), other);
    return Files.readAllBytes(other);
  }

  @Test
  void versionWeightsSettingsAndDataMakeTheRun() {
    ModelDescription d = TinyModels.trained().description();
    ParameterLayout layout = LatentArchitecture.of(d.config(), d.layout()).layout();
    String run = RunFingerprint.of(WAVES, d.decisive(), layout);
    assertEquals(run, RunFingerprint.of(TinyModels.waves(24, 40, 1), d.decisive(), layout));
    assertNotEquals(run, RunFingerprint.of(WAVES, withLibrary(d, "0.0.9").decisive(), layout));
    assertNotEquals(run, RunFingerprint.of(TinyModels.waves(24, 40, 2), d.decisive(), layout));
    LatentOdeConfig wider = d.config().toBuilder().fieldUnits(9).build();
    ParameterLayout more = LatentArchitecture.of(wider, d.layout()).layout();
    assertNotEquals(run, RunFingerprint.of(WAVES, d.decisive(), more));
  }

  private static ModelDescription withLibrary(ModelDescription d, String library) {
    return new ModelDescription(
        d.formatVersion(),
        library,
        d.config(),
        d.channels(),
        d.timeFormat(),
        d.center(),
        d.scale(),
        d.timeUnit(),
        d.context(),
        d.horizon(),
        d.periods(),
        d.calibration(),
        d.seenUntil(),
        d.baselines(),
        d.history(),
        d.provenance(),
        d.weightsSha256());
  }
}
