package io.anode4j.latent.encoder;

import io.anode4j.latent.window.Contexts;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.model.SettingRange;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Dense;
import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.nn.Sequential;
import io.anode4j.tensor.Matrix;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Pooling of observations without recurrence. The context's span is covered by soft windows with
 * learnt edges, and learnt queries gather what their patches say (APN: Liu et al., AAAI 2026). Of a
 * window are known each channel's mean where it was observed, and the mean of features that a layer
 * makes of every row (as the readings' network of IMTS-Mixer, Klötergens et al. 2025). Time is
 * linear in the observations. Unlike APN's, the edges are those of all channels and lie relative to
 * the span from the first to the last reading, so that any unit of time is read alike.
 *
 * @param units size of the code
 * @param timeFrequencies sines and cosines of the time since the window's start
 * @param features numbers that are made of a row
 * @param patches soft windows
 * @param patchUnits numbers that are made of a patch
 * @param queries queries over the patches
 */
public record Pooling(
    int units, int timeFrequencies, int features, int patches, int patchUnits, int queries)
    implements EncoderSettings {
  private static final double[] NO_TIMES = {};

  /** Checks the ranges. */
  public Pooling {
    SettingRange.within("units", units, 1, MOST_UNITS);
    SettingRange.within("timeFrequencies", timeFrequencies, 0, MOST_UNITS);
    SettingRange.within("features", features, 1, MOST_UNITS);
    SettingRange.within("patches", patches, 1, MOST_UNITS);
    SettingRange.within("patchUnits", patchUnits, 1, MOST_UNITS);
    SettingRange.within(
        "queries", queries, 1, MOST_UNITS / patchUnits); // what they say is a layer's
  }

  /** A code of 32 numbers; eight queries over 32 patches of 16 numbers. */
  public static Pooling defaults() {
    return new Pooling(32, 3, 32, 32, 16, 8);
  }

  @Override
  public String type() {
    return "pooling";
  }

  @Override
  public Encoder in(ParameterLayout.Builder layout, WindowLayout reads) {
    int patch = PatchMeans.outputs(reads, features, patches);
    SoftWindows windows = SoftWindows.in(layout, "encoder.window", patches);
    Layer row = tanh(layout, "encoder.row", reads.inputs(), features);
    Layer state = tanh(layout, "encoder.patch", patch, patchUnits);
    PatchQueries seen = PatchQueries.in(layout, "encoder.query", queries, patches, patchUnits);
    Layer code = tanh(layout, "encoder.code", seen.outputs() + 1, units);
    return new Placed(reads, windows, row, state, seen, code);
  }

  private static Layer tanh(ParameterLayout.Builder layout, String name, int in, int out) {
    return new Sequential(List.of(Dense.in(layout, name, in, out), Activation.TANH.layer(out)));
  }

  private record Placed(
      WindowLayout reads,
      SoftWindows windows,
      Layer row,
      Layer patch,
      PatchQueries seen,
      Layer code)
      implements Encoder {
    @Override
    public int outputs() {
      return code.outputs();
    }

    @Override
    public void initialize(Parameters parameters, RandomGenerator random) {
      windows.initialize(parameters);
      row.initialize(parameters, random);
      patch.initialize(parameters, random);
      seen.initialize(parameters, random);
      code.initialize(parameters, random);
    }

    @Override
    public EncoderPass pass() {
      return new Pass(this);
    }
  }

  private static final class Pass implements EncoderPass {
    private final LayerEvaluator row;
    private final PatchMeans means;
    private final LayerEvaluator patch;
    private final PatchQueries.Pass queries;
    private final LayerEvaluator code;
    private final int patches;
    private final int seenNumbers;

    /** What each layer reads, and the cotangents of it. */
    private Matrix read;

    private Matrix mean;
    private Matrix state;
    private Matrix seen;
    private Matrix inputCotangents;
    private Matrix readCotangents;
    private Matrix meanCotangents;
    private Matrix stateCotangents;
    private Matrix seenCotangents;

    Pass(Placed placed) {
      row = placed.row.evaluator();
      means = new PatchMeans(placed.windows, placed.reads, placed.row.outputs());
      patch = placed.patch.evaluator();
      queries = new PatchQueries.Pass(placed.seen);
      code = placed.code.evaluator();
      patches = placed.windows.count();
      seenNumbers = placed.seen.outputs();
      read = new Matrix(0, placed.row.outputs());
      readCotangents = read;
      inputCotangents = new Matrix(0, placed.row.inputs());
      mean = new Matrix(0, placed.patch.inputs());
      meanCotangents = mean;
      state = new Matrix(0, placed.patch.outputs());
      stateCotangents = state;
      seen = new Matrix(0, placed.code.inputs());
      seenCotangents = seen;
    }

    @Override
    public void load(Parameters parameters) {
      row.load(parameters);
      means.load(parameters);
      patch.load(parameters);
      queries.load(parameters);
      code.load(parameters);
    }

    private static Matrix reserved(Matrix matrix, int rows) {
      return rows > matrix.rows() ? new Matrix(rows, matrix.columns()) : matrix;
    }

    @Override
    public void forward(Contexts contexts, Matrix codes) {
      int windows = contexts.windows();
      int rows = contexts.gaps().length;
      read = reserved(read, rows);
      mean = reserved(mean, windows * patches);
      state = reserved(state, windows * patches);
      seen = reserved(seen, windows);
      row.forward(rows, 0, NO_TIMES, contexts.inputs(), read);
      means.forward(contexts, read, mean);
      patch.forward(windows * patches, 0, NO_TIMES, mean, state);
      queries.forward(windows, state, mean, means.observedness(), seen);
      means.writeSpans(contexts, seen, seenNumbers);
      code.forward(windows, 0, NO_TIMES, seen, codes);
    }

    @Override
    public void backward(Contexts contexts, Matrix codeCotangents, float[] gradient) {
      int windows = contexts.windows();
      int rows = contexts.gaps().length;
      inputCotangents = reserved(inputCotangents, rows);
      readCotangents = reserved(readCotangents, rows);
      meanCotangents = reserved(meanCotangents, windows * patches);
      stateCotangents = reserved(stateCotangents, windows * patches);
      seenCotangents = reserved(seenCotangents, windows);
      code.backward(windows, 0, NO_TIMES, seen, codeCotangents, seenCotangents);
      queries.backward(windows, state, seenCotangents, stateCotangents);
      patch.backward(windows * patches, 0, NO_TIMES, mean, stateCotangents, meanCotangents);
      queries.addObserved(windows, mean, means.observedness(), meanCotangents);
      means.backward(contexts, read, mean, meanCotangents, readCotangents);
      row.backward(rows, 0, NO_TIMES, contexts.inputs(), readCotangents, inputCotangents);
      code.drainGradient(gradient);
      queries.drainGradient(gradient);
      patch.drainGradient(gradient);
      means.drainGradient(gradient);
      row.drainGradient(gradient);
    }
  }
}
