package io.anode4j.experiments;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Plot;
import io.anode4j.chart.Plots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Networks motivated by partial differential equations against residual networks. */
final class Pde implements Experiment {
  private static final String GROWTH = "distance of two states after 100 steps, over the first";
  private static final String NORM = "largest norm, over the first";
  private static final String DRIFT = "largest change of the energy, share";
  private static final String INVERSE = "100 steps there and back, share of the norm";
  private static final String ERROR = "test error, %";
  private static final Ink[] INKS = {Ink.OUTCOME, Ink.FORECAST, Ink.THIRD, Ink.FOURTH};

  @Override
  public String name() {
    return "pde";
  }

  @Override
  public String claim() {
    return "Networks built like parabolic and hyperbolic equations stay stable over many steps,"
        + " where a residual network does not: the first contract, the others keep an energy and"
        + " can be run backwards.";
  }

  @Override
  public String source() {
    return "Ruthotto and Haber, Deep neural networks motivated by partial differential equations,"
        + " Journal of Mathematical Imaging and Vision 2020 (arXiv 1804.04272), sections 3 and 4.";
  }

  @Override
  public String budget() {
    return "1 min";
  }

  /** One seed: what each network does to states, and what it learnt of images. */
  private record Run(List<PdeStability> states, List<ImageRun> images) {
    PdeStability of(PdeNetwork network) {
      return states.get(network.ordinal());
    }

    double error(PdeNetwork network) {
      return images.get(network.ordinal()).error();
    }
  }

  @Override
  public boolean readsData() {
    return true;
  }

  @Override
  public void run(Setting setting, Findings findings) {
    List<Run> runs = new ArrayList<>();
    Optional<String> missing = ImageData.missing(setting);
    int trained = setting.withAtMost(1).seeds();
    for (int seed = 1; seed <= setting.seeds(); seed++) {
      long s = seed;
      List<PdeStability> states =
          Arrays.stream(PdeNetwork.values()).map(n -> PdeStability.of(n, s)).toList();
      boolean images = missing.isEmpty() && seed <= trained;
      Run run = new Run(states, images ? PdeImages.train(data(setting, s), setting, s) : List.of());
      measure(run, seed, findings);
      runs.add(run);
    }
    draw(runs.get(0), findings);
    conclude(runs, findings);
    differences(missing, setting, findings);
  }

  private static ImageData data(Setting setting, long seed) {
    return setting
        .data()
        .map(directory -> ImageData.mnist(directory, setting.choose(300, 10_000, 60_000)))
        .orElseGet(() -> ImageData.drawn(12, 500, seed));
  }

  private static void measure(Run run, long seed, Findings findings) {
    for (PdeStability state : run.states()) {
      String name = state.network().words();
      findings.measured(name, GROWTH, seed, state.growth());
      double largest = Arrays.stream(state.norms()).max().orElse(Double.NaN);
      findings.measured(name, NORM, seed, largest);
      if (state.network().reversible()) {
        findings.measured(name, DRIFT, seed, state.drift());
      }
      findings.measured(name, INVERSE, seed, state.inverse());
    }
    for (ImageRun image : run.images()) {
      String name = image.network().name();
      findings.measured(name, ERROR, seed, image.error());
      findings.measured(name, "parameters", seed, image.network().size());
      findings.measured(name, "last loss in training", seed, image.last().loss());
      findings.measured(name, "CPU seconds of training", seed, image.cpu().toMillis() / 1000.0);
    }
  }

  private static void draw(Run run, Findings findings) {
    Plot distance =
        Plot.titled("Two states that start near each other")
            .withAxes("step", "distance, over the first")
            .logarithmicY();
    Plot norm =
        Plot.titled("Size of a state").withAxes("step", "norm, over the first").logarithmicY();
    Plot energy = Plot.titled("Energy").withAxes("step", "over the first");
    for (PdeStability state : run.states()) {
      Ink ink = INKS[state.network().ordinal()];
      String name = state.network().words();
      distance = distance.curve(name, state.steps(), state.distances(), ink);
      norm = norm.curve(name, state.steps(), state.norms(), ink);
      if (state.network().reversible()) {
        energy = energy.curve(name, state.steps(), state.energies(), ink);
      }
    }
    findings.picture(
        "steps",
        Plots.row(
            "A hundred steps",
            "Networks of 3 × 3 convolutions on 8 channels of 8 × 8 pixels, random weights of the size of He et al. 2015 that are"
                + " the same in all steps, h = 0.1. Seed 1.",
            distance,
            norm,
            energy));
    if (!run.images().isEmpty()) {
      Plot loss = Plot.titled("Loss in training").withAxes("epoch", "nats").logarithmicY();
      Plot error = Plot.titled("Error on 1,000 test images").withAxes("epoch", "%");
      for (int i = 0; i < run.images().size(); i++) {
        ImageRun image = run.images().get(i);
        double[] epochs = image.history().stream().mapToDouble(e -> e.epoch()).toArray();
        double[] losses = image.history().stream().mapToDouble(e -> e.loss()).toArray();
        loss = loss.curve(image.network().name(), epochs, losses, INKS[i]);
        error = error.curve(image.network().name(), epochs, image.errors(), INKS[i]);
      }
      findings.picture("images", Plots.row("Digits", "Eight blocks each. Seed 1.", loss, error));
    }
  }

  private static void conclude(List<Run> runs, Findings findings) {
    findings.concluded(
        "a parabolic network takes no two states farther apart in any of 100 steps",
        runs,
        r -> r.of(PdeNetwork.PARABOLIC).contracts());
    findings.concluded(
        "a residual network takes them more than ten times as far apart as each of the others",
        runs,
        Pde::isLeastStable);
    findings.concluded(
        "Hamiltonian and second-order networks keep their energy to a tenth",
        runs,
        r -> all(r, PdeNetwork::reversible, s -> s.drift() < 0.1));
    findings.concluded(
        "they find the first state of 100 steps again to 1e-4, ResNet and parabolic networks do not",
        runs,
        r ->
            all(r, PdeNetwork::reversible, s -> s.inverse() < 1e-4)
                && all(r, k -> !k.reversible(), s -> !(s.inverse() < 1e-4)));
    List<Run> trained = runs.stream().filter(r -> !r.images().isEmpty()).toList();
    if (!trained.isEmpty()) {
      for (PdeNetwork kind :
          List.of(PdeNetwork.PARABOLIC, PdeNetwork.HAMILTONIAN, PdeNetwork.SECOND_ORDER)) {
        findings.concluded(
            kind.words() + " errs at most one point more than ResNet on digits",
            trained,
            r -> r.error(kind) <= r.error(PdeNetwork.RESNET) + 1);
      }
    }
    compare(trained, findings);
  }

  private static boolean isLeastStable(Run run) {
    double resnet = run.of(PdeNetwork.RESNET).growth();
    return all(run, k -> k != PdeNetwork.RESNET, s -> resnet > 10 * s.growth());
  }

  private static boolean all(Run run, Predicate<PdeNetwork> which, Predicate<PdeStability> holds) {
    return run.states().stream().filter(s -> which.test(s.network())).allMatch(holds);
  }

  private static void compare(List<Run> trained, Findings findings) {
    Function<String, String> each =
        quantity ->
            String.join(
                ", ",
                Arrays.stream(PdeNetwork.values())
                    .map(k -> k.words() + " " + findings.over(k.words(), quantity))
                    .toList());
    findings.compared(
        "stability over 100 steps",
        "theorems, no number (section 3)",
        "distances grow to: " + each.apply(GROWTH));
    findings.compared("reversibility", "stated (section 3)", each.apply(INVERSE));
    if (!trained.isEmpty()) {
      findings.compared(
          "error in test, %",
          "CIFAR-10, CIFAR-100 and STL-10: as good as ResNets (section 4; numbers not verified)",
          each.apply(ERROR));
    }
  }

  private static void differences(Optional<String> missing, Setting setting, Findings findings) {
    findings.differs(
        "Stability is measured on random weights, the same in all steps, and without the"
            + " normalisation that the paper has inside its symmetric layers.");
    findings.differs(
        "Inverse: Hamiltonian and second-order networks have weights of their own in each step and"
            + " are inverted exactly; the others take steps of −h.");
    missing.ifPresent(lacking -> findings.differs("Digits were not trained on. " + lacking));
    if (missing.isEmpty()) {
      findings.differs(
          "The paper trains on CIFAR-10, CIFAR-100 and STL-10 with three blocks of pooling between;"
              + " here 8 steps of h = 0.5 follow a stem, on digits.");
      if (setting.size() == Setting.Size.USUAL) {
        findings.differs("Digits: one seed, MNIST's first 10,000 images, 3 epochs.");
      }
    }
  }
}
