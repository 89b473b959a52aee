package io.anode4j.experiments;

import java.util.Map;
import java.util.Optional;

/** Figures of the paper, tables 3 to 5 of the NeurIPS version, by task and model. */
final class RubanovaPublished {
  /** Shares of a window's rows that are shown, with their place in table 3. */
  static final double[] SHARES = {0.1, 0.2, 0.3, 0.5};

  /** Table 3, mean squared error × 100; {@code E}: extrapolation. */
  private static final Map<String, double[]> HOPPER =
      Map.of(
          "RNN Δt", new double[] {2.454, 1.714, 1.250, 0.785, 7.259, 6.792, 6.594, 30.571},
          "GRU-D", new double[] {1.968, 1.421, 1.134, 0.748, 38.130, 20.041, 13.049, 5.833},
          "ODE-RNN", new double[] {1.647, 1.209, 0.986, 0.665, 13.508, 31.950, 15.465, 26.463},
          "RNN-VAE", new double[] {6.514, 6.408, 6.305, 6.100, 2.378, 2.135, 2.021, 1.782},
          "latent ODE, RNN encoder",
              new double[] {2.477, 0.578, 2.768, 0.447, 1.663, 1.653, 1.485, 1.377},
          "latent ODE, ODE-RNN encoder",
              new double[] {0.360, 0.295, 0.300, 0.285, 1.441, 1.400, 1.175, 1.258});

  /** Tables 4 and 5, mean squared error × 1000. */
  private static final Map<String, String> PHYSIONET_INTERPOLATION =
      Map.of(
          "RNN Δt", "3.520 ± 0.276",
          "RNN decay", "3.215 ± 0.276",
          "GRU-D", "3.384 ± 0.274",
          "ODE-RNN", "2.361 ± 0.086",
          "RNN-VAE", "5.930 ± 0.249",
          "latent ODE, RNN encoder", "3.907 ± 0.252",
          "latent ODE, ODE-RNN encoder", "2.118 ± 0.271");

  private static final Map<String, String> PHYSIONET_EXTRAPOLATION =
      Map.of(
          "RNN-VAE", "3.055 ± 0.145",
          "latent ODE, RNN encoder", "3.162 ± 0.052",
          "latent ODE, ODE-RNN encoder", "2.231 ± 0.029");

  private RubanovaPublished() {}

  /**
   * What the paper has.
   *
   * @param task name of the task
   * @param model name of the model
   * @return the figure with its factor and table; empty where it has none
   */
  static Optional<String> of(String task, String model) {
    if (task.startsWith("PhysioNet")) {
      boolean inside = task.contains("interpolation");
      return Optional.ofNullable(
              (inside ? PHYSIONET_INTERPOLATION : PHYSIONET_EXTRAPOLATION).get(model))
          .map(figure -> figure + " (× 10⁻³, table " + (inside ? 4 : 5) + ")");
    }
    double[] row = HOPPER.get(model);
    if (!task.startsWith("Hopper") || row == null) {
      return Optional.empty();
    }
    for (int k = 0; k < SHARES.length; k++) {
      if (task.contains(percent(SHARES[k]))) {
        int at = task.contains("interpolation") ? k : k + SHARES.length;
        return Optional.of(row[at] + " (× 10⁻², table 3)");
      }
    }
    return Optional.empty();
  }

  static String percent(double share) {
    return Math.round(100 * share) + " %";
  }
}
