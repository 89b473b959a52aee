package io.anode4j.experiments;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Mark;
import io.anode4j.chart.Plot;
import io.anode4j.chart.Plots;
import io.anode4j.chart.Scene;
import io.anode4j.data.synthetic.PlaneDensity;
import io.anode4j.flow.PlaneEnergy;
import io.anode4j.ode.Solution;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Pictures of {@link Densities}. */
final class DensityPictures {
  private static final double REACH = 4.5;

  private DensityPictures() {}

  /** Divergence against K = M, a plot an energy; a curve a seed. */
  static Scene divergences(List<List<EnergyFit>> seeds) {
    List<Plot> plots = new ArrayList<>();
    for (PlaneEnergy energy : PlaneEnergy.values()) {
      Plot plot =
          Plot.titled(energy.name())
              .withAxes("K = M", "KL(q‖p), nats")
              .logarithmicX()
              .logarithmicY();
      for (List<EnergyFit> fits : seeds) {
        List<EnergyFit> own = fits.stream().filter(f -> f.energy() == energy).toList();
        double[] x = own.stream().mapToDouble(EnergyFit::size).toArray();
        double[] planar = own.stream().mapToDouble(EnergyFit::planarDivergence).toArray();
        double[] plain = own.stream().mapToDouble(EnergyFit::plainDivergence).toArray();
        double[] cnf = own.stream().mapToDouble(EnergyFit::continuousDivergence).toArray();
        plot =
            plot.curve("not annealed", x, plain, Mark.Stroke.dashed(Ink.RULE, 1.2))
                .curve("planar", x, planar, Ink.OUTCOME)
                .curve("continuous", x, cnf, Ink.FORECAST);
      }
      if (seeds.get(0).stream().anyMatch(f -> f.energy() == energy)) {
        plots.add(plot);
      }
    }
    return Plots.grid(
        "Depth against width",
        "Planar flows of K maps and continuous flows of M hidden units, fitted by the reverse"
            + " divergence; a curve a seed.",
        2,
        plots);
  }

  /** Target, planar and continuous flow of the largest size, a row an energy. */
  static Scene energies(List<EnergyFit> fits) {
    int most = fits.stream().mapToInt(EnergyFit::size).max().orElse(0);
    List<Plot> plots = new ArrayList<>();
    for (EnergyFit fit : fits) {
      if (fit.size() < most) {
        continue;
      }
      PlaneEnergy energy = fit.energy();
      plots.add(PlanePictures.logDensity(energy.name(), REACH, grid -> ofEnergy(energy, grid)));
      plots.add(
          PlanePictures.logDensity(
              "Planar, K = " + most,
              REACH,
              grid -> fit.planar().forward(fit.planar().inverse(grid)).logDensity()));
      plots.add(
          PlanePictures.logDensity("Continuous, M = " + most, REACH, fit.continuous()::logDensity));
    }
    return Plots.grid("Energies and flows", "Densities on the plane. Seed 1.", 3, plots);
  }

  private static double[] ofEnergy(PlaneEnergy energy, Matrix grid) {
    double[] values = new double[grid.rows()];
    Arrays.setAll(values, i -> -energy.at(new double[] {grid.get(i, 0), grid.get(i, 1)}));
    return values;
  }

  /** True density, the flow's, and samples of it, a row a toy. */
  static Scene toys(List<ToyFit> fits) {
    List<Plot> plots = new ArrayList<>();
    for (ToyFit fit : fits) {
      PlaneDensity truth = fit.toy().density();
      plots.add(
          PlanePictures.density(
              Densities.words(fit.toy()),
              REACH,
              grid -> {
                double[] values = new double[grid.rows()];
                Arrays.setAll(values, i -> truth.at(grid.get(i, 0), grid.get(i, 1)));
                return values;
              }));
      plots.add(PlanePictures.logDensity("Flow", REACH, fit.flow()::logDensity));
      plots.add(
          PlanePictures.points(
              "Samples", REACH, fit.flow().sample(1500, 1).points(), Ink.FORECAST));
    }
    return Plots.grid(
        "Continuous flows by maximum likelihood",
        "The density, the flow's, and points drawn from the flow. Seed 1.",
        3,
        plots);
  }

  /** The way of some points from noise to data. */
  static Scene trajectories(List<ToyFit> fits) {
    int count = 80;
    double[] times = new double[21];
    Arrays.setAll(times, i -> i / 20.0);
    Matrix noise = new Matrix(count, 2);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2 * count; i++) {
      noise.set(i / 2, i % 2, (float) random.nextGaussian());
    }
    Plot[] plots =
        fits.stream()
            .map(fit -> way(fit, fit.trajectories(noise, times), count, times.length))
            .toArray(Plot[]::new);
    return Plots.grid(
        "From noise to data",
        "The way of 80 points of the normal density; dots are where they end. Seed 1.",
        Math.min(4, plots.length),
        List.of(plots));
  }

  private static Plot way(ToyFit fit, Solution solution, int count, int steps) {
    Plot plot =
        Plot.titled(Densities.words(fit.toy())).square().within(-REACH, REACH, -REACH, REACH);
    double[] endX = new double[count];
    double[] endY = new double[count];
    for (int i = 0; i < count; i++) {
      double[] x = new double[steps];
      double[] y = new double[steps];
      for (int k = 0; k < steps; k++) {
        x[k] = solution.value(i, k, 0);
        y[k] = solution.value(i, k, 1);
      }
      endX[i] = x[steps - 1];
      endY[i] = y[steps - 1];
      plot = plot.curve("", x, y, Mark.Stroke.solid(Ink.RULE, 0.8));
    }
    return plot.dots("", endX, endY, 2, Ink.FORECAST);
  }
}
