package io.anode4j.experiments;

import io.anode4j.data.TimeSeries;
import io.anode4j.experiments.RubanovaTask.Case;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeConfigBuilder;
import io.anode4j.latent.LatentOdeTrainer;
import io.anode4j.latent.dynamics.GruSteps;
import io.anode4j.latent.encoder.EncoderSettings;
import io.anode4j.latent.encoder.Gru;
import io.anode4j.latent.encoder.MultiTimeAttention;
import io.anode4j.latent.encoder.OdeRnn;
import io.anode4j.latent.likelihood.FixedGaussian;
import io.anode4j.latent.likelihood.Gaussian;
import io.anode4j.recurrent.Cell;
import io.anode4j.recurrent.RecurrentConfig;
import io.anode4j.recurrent.RecurrentModel;
import io.anode4j.recurrent.RecurrentTrainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The models of the paper's tables, one encoder that came later, and what is the default here. */
enum RubanovaModel {
  RNN_DELTA_T("RNN Δt"),
  RNN_DECAY("RNN decay"),
  GRU_D("GRU-D"),
  ODE_RNN("ODE-RNN"),
  RNN_VAE("RNN-VAE"),
  LATENT_GRU("latent ODE, RNN encoder"),
  LATENT_ODE_RNN("latent ODE, ODE-RNN encoder"),
  LATENT_MTAND("latent ODE, mTAND encoder"),
  ANCHORED("anode4j's default, with anchors");

  private static final int BATCH = 16;

  /** An epoch of a latent ODE with a horizon has no fewer. */
  private static final int FEWEST_WINDOWS = 512;

  /** Forecasts hold every sample of every value: not of all cases at a time. */
  private static final int TOGETHER = 100;

  /** Data of more channels have wider networks. */
  private static final int MANY_CHANNELS = 8;

  /** Least share of a window's rows that is shown in training and asked about. */
  private static final double LEAST_SHARE = 0.1;

  private final String text;

  RubanovaModel(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /** Whether it reads forwards and has seen nothing but what lies before a time. */
  boolean isAutoregressive() {
    return ordinal() <= ODE_RNN.ordinal();
  }

  /** Whether it differs from the others on a task: anchors are of forecasts. */
  boolean takesPart(RubanovaTask task) {
    return this != ANCHORED || !task.interpolates();
  }

  /** What one training serves: a latent ODE that interpolates is shown any share of the rows. */
  String training(RubanovaTask task) {
    boolean any = !isAutoregressive() && task.interpolates() && !task.asksWhatIsShown();
    return text + ", " + (any ? task.name().replaceAll("[0-9]+ %", "any share") : task.name());
  }

  /** A trained model: what it answers to a task, {@code [times × channels]} a case. */
  @FunctionalInterface
  interface Trained {
    /** Answers all cases. */
    List<double[][]> answer(RubanovaTask task);
  }

  /**
   * Trains it.
   *
   * @param task the task
   * @param size how long
   * @param seed of all choices
   * @return the model
   */
  Trained train(RubanovaTask task, Setting size, long seed) {
    return isAutoregressive() ? recurrent(task, size, seed) : latent(task, size, seed);
  }

  private Trained recurrent(RubanovaTask task, Setting size, long seed) {
    RecurrentConfig config =
        RecurrentConfig.builder(Cell.valueOf(name()))
            .likelihood("gaussian")
            .leads(task.asksWhatIsShown() ? 0 : 4)
            .epochs(size.choose(5, 40, 100))
            .seed(seed)
            .build();
    double span = task.observed().series().get(0).lastTime();
    RecurrentModel model =
        RecurrentTrainer.with(config)
            .threads(2)
            .horizon(task.interpolates() ? span : task.horizon())
            .fit(task.observed());
    return asked -> asked.cases().stream().map(one -> answer(model, asked, one).mean()).toList();
  }

  /** What is shown at a time must not answer for it. */
  private static Forecast answer(RecurrentModel model, RubanovaTask task, Case one) {
    return task.asksWhatIsShown()
        ? model.predict(one.observed())
        : model.forecast(
            one.observed(), Arrays.stream(one.asked().times()).map(Math::nextDown).toArray());
  }

  private EncoderSettings encoder(RubanovaTask task, int units) {
    return switch (this) {
      case LATENT_ODE_RNN -> new OdeRnn(units, 3, 64, 1, "midpoint", 0.5);
      // Of a window of context and horizon a context is half.
      case LATENT_MTAND -> new MultiTimeAttention(units, 32, 1, 32, task.interpolates() ? 8 : 4);
      default -> new Gru(units, 3);
    };
  }

  private Trained latent(RubanovaTask task, Setting size, long seed) {
    boolean wide = task.training().channels().size() > MANY_CHANNELS;
    int units = wide ? 128 : 64;
    int windows = Math.max(task.interpolates() ? 1 : FEWEST_WINDOWS, task.training().size());
    int epochs = Math.max(1, size.choose(60, 2000, 20_000) * BATCH / windows);
    LatentOdeConfigBuilder settings =
        LatentOdeConfig.builder()
            .encoder(encoder(task, units))
            .batchSize(BATCH)
            .epochs(epochs)
            .seed(seed);
    if (wide) {
      settings.latentSize(task.asksWhatIsShown() ? 64 : 32).decoderUnits(units);
    }
    if (this == RNN_VAE) {
      settings.dynamics(GruSteps.defaults());
    }
    if (this != ANCHORED) {
      // Where all that is asked was shown, a learnt deviation would weigh channels by their
      // precision, and the error counts them in units: the paper's own deviation does as well.
      settings
          .alone()
          .likelihood(task.asksWhatIsShown() ? FixedGaussian.defaults() : new Gaussian());
    }
    if (task.interpolates()) {
      settings.contextKeep(task.asksWhatIsShown() ? 1 : LEAST_SHARE).patience(epochs);
    } else if (task.share() < 1) {
      settings.contextKeep(task.share());
    }
    LatentOdeTrainer trainer = LatentOdeTrainer.with(settings.build()).threads(2);
    Forecaster model =
        (task.interpolates() ? trainer : trainer.horizon(task.horizon())).fit(task.training());
    return asked -> answers(model, asked.cases());
  }

  private static List<double[][]> answers(Forecaster model, List<Case> cases) {
    List<double[][]> answers = new ArrayList<>();
    for (int from = 0; from < cases.size(); from += TOGETHER) {
      List<Case> some = cases.subList(from, Math.min(cases.size(), from + TOGETHER));
      List<TimeSeries> shown = some.stream().map(Case::observed).toList();
      List<double[]> times = some.stream().map(one -> one.asked().times()).toList();
      model.forecastAll(shown, times).forEach(forecast -> answers.add(forecast.mean()));
    }
    return answers;
  }
}
