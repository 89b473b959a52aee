package io.anode4j.experiments;

import io.anode4j.experiments.Findings.Measurement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tables of the paper of latent ODEs, with what was missing in them beside. */
final class Rubanova implements Experiment {
  /** Age, gender, height and unit of PhysioNet's patients: channels of the paper, told once. */
  private static final int AT_ADMISSION = 4;

  private static final int HOPPER_WINDOW = 100;
  private static final int HOPPER_SHOWN = 66;
  private static final int HOPPER_ROWS = 200;
  private static final double HOPPER_STEP = 0.005;

  @Override
  public String name() {
    return "rubanova";
  }

  @Override
  public String claim() {
    return "Latent ODEs with an ODE-RNN encoder interpolate and extrapolate irregular series better"
        + " than recurrent networks with Δt, decay or GRU-D, and than an RNN encoder.";
  }

  @Override
  public String source() {
    return "Rubanova, Chen and Duvenaud, Latent ordinary differential equations for irregularly-sampled"
        + " time series, NeurIPS 2019, tables 3 to 5.";
  }

  @Override
  public String budget() {
    return "5 min; 30 min with --data";
  }

  @Override
  public boolean readsData() {
    return true;
  }

  @Override
  public void run(Setting setting, Findings findings) {
    Setting few = setting.withAtMost(1);
    for (long seed = 1; seed <= few.seeds(); seed++) {
      Map<String, RubanovaModel.Trained> trained = new HashMap<>();
      for (RubanovaTask task : tasks(few, seed)) {
        measure(task, few, seed, trained, findings);
      }
    }
    findings.picture("toy", RubanovaPictures.toy(findings));
    compare(findings);
    conclude(findings);
    differences(setting, findings);
  }

  private static List<RubanovaTask> tasks(Setting setting, long seed) {
    List<RubanovaTask> tasks = new ArrayList<>();
    RubanovaData toy = RubanovaData.toy(setting.choose(60, 400, 1000), seed);
    for (double share : RubanovaPublished.SHARES) {
      if (setting.size() != Setting.Size.QUICK || share == 0.5) {
        String name = "toy, interpolation, %s shown".formatted(RubanovaPublished.percent(share));
        tasks.add(toy.interpolation(name, share));
      }
    }
    tasks.add(toy.extrapolation("toy, extrapolation, 40 % shown", 0.4, 2.5, 5, 0));
    hopper(setting)
        .ifPresent(
            file -> {
              int most = setting.choose(50, 500, 10_000);
              RubanovaData hopper = RubanovaData.of(List.of(file), most, seed);
              RubanovaData windows = hopper.windows(HOPPER_WINDOW);
              for (double share : RubanovaPublished.SHARES) {
                if (setting.size() == Setting.Size.FULL || share == 0.1 || share == 0.5) {
                  String shown = RubanovaPublished.percent(share) + " shown";
                  tasks.add(windows.interpolation("Hopper, interpolation, " + shown, share));
                  // Between the last row shown and the first one asked.
                  double origin = (HOPPER_SHOWN - 0.5) * HOPPER_STEP;
                  double end = HOPPER_ROWS * HOPPER_STEP;
                  tasks.add(
                      hopper.extrapolation(
                          "Hopper, extrapolation, " + shown, share, origin, end, 0));
                }
              }
            });
    if (!physionet(setting).isEmpty()) {
      int most = setting.choose(100, 2500, 8000);
      List<Path> tables = physionet(setting, "outcomes_", ".csv");
      RubanovaData patients =
          RubanovaData.of(physionet(setting, "set_", ".csv.gz"), tables, most, seed);
      int silent = tables.isEmpty() ? AT_ADMISSION : 0;
      tasks.add(patients.interpolation("PhysioNet, interpolation", 1));
      tasks.add(patients.extrapolation("PhysioNet, extrapolation", 1, 24, 48, silent));
    }
    return tasks;
  }

  private static Optional<Path> hopper(Setting setting) {
    return RubanovaData.file(setting, "hopper", "hopper_dev.csv.gz");
  }

  private static List<Path> physionet(Setting setting) {
    return physionet(setting, "set_", ".csv.gz");
  }

  private static List<Path> physionet(Setting setting, String kind, String ending) {
    return Stream.of("a", "b")
        .map(set -> "physionet2012_" + kind + set + ending)
        .flatMap(name -> RubanovaData.file(setting, "physionet2012", name).stream())
        .toList();
  }

  private static void measure(
      RubanovaTask task,
      Setting setting,
      long seed,
      Map<String, RubanovaModel.Trained> trained,
      Findings findings) {
    for (RubanovaRule rule : RubanovaRule.of(task)) {
      findings.measured(task.name(), rule.text(), seed, task.error(rule.answer(task)));
    }
    for (RubanovaModel model : RubanovaModel.values()) {
      if (model.takesPart(task)) {
        RubanovaModel.Trained one =
            trained.computeIfAbsent(model.training(task), none -> model.train(task, setting, seed));
        findings.measured(task.name(), model.text(), seed, task.error(one.answer(task)));
      }
    }
  }

  /** A row a model where the paper has numbers, a row a task where it has none. */
  private static void compare(Findings findings) {
    for (String task :
        findings.measurements().stream().map(Measurement::variant).distinct().toList()) {
      List<String> models =
          Arrays.stream(RubanovaModel.values())
              .map(RubanovaModel::text)
              .filter(m -> Sample.of(findings.measurements(), task, m).values().length > 0)
              .toList();
      if (models.stream().allMatch(m -> RubanovaPublished.of(task, m).isEmpty())) {
        findings.compared(
            task,
            "no number",
            models.stream()
                .map(m -> m + " " + findings.over(task, m))
                .collect(Collectors.joining("; ")));
        continue;
      }
      for (String model : models) {
        findings.compared(
            task + ": " + model,
            RubanovaPublished.of(task, model).orElse("not in the paper"),
            findings.over(task, model));
      }
    }
  }

  /**
   * The paper's orders (table 3), and whether the latent ODE beats rules that know nothing. Of the
   * toy alone: there it needs no data, and every size of the run has it.
   */
  private static void conclude(Findings findings) {
    String half = "toy, interpolation, 50 % shown";
    String later = "toy, extrapolation, 40 % shown";
    String latent = RubanovaModel.LATENT_ODE_RNN.text();
    String odeRnn = RubanovaModel.ODE_RNN.text();
    holds(findings, half, odeRnn, RubanovaModel.GRU_D.text());
    holds(findings, half, latent, odeRnn);
    holds(findings, half, latent, RubanovaRule.LINE.text());
    holds(findings, later, latent, RubanovaRule.LAST.text());
    holds(findings, later, latent, odeRnn);
  }

  private static void holds(Findings findings, String task, String less, String more) {
    double[] one = Sample.of(findings.measurements(), task, less).values();
    double[] other = Sample.of(findings.measurements(), task, more).values();
    findings.concluded(
        "%s: %s below %s".formatted(task, less, more),
        IntStream.range(0, one.length).boxed().toList(),
        i -> one[i] < other[i]);
  }

  private static void differences(Setting setting, Findings findings) {
    if (hopper(setting).isEmpty()) {
      findings.differs(
          "Hopper was not run: it needs hopper_dev.csv.gz (series, time, seven positions, seven"
              + " velocities; 200 steps of 5 ms) in the directory of --data or in its folder hopper.");
    }
    if (physionet(setting).isEmpty()) {
      findings.differs(
          "PhysioNet was not run: it needs physionet2012_set_a.csv.gz and _b (series, time in hours, 37"
              + " channels) in the directory of --data or in its folder physionet2012.");
    }
    RubanovaDifferences.of(setting, findings);
  }
}
