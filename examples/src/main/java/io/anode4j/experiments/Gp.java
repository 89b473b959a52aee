package io.anode4j.experiments;

import io.anode4j.chart.Figures;
import io.anode4j.chart.Ink;
import io.anode4j.chart.Mark;
import io.anode4j.chart.Plot;
import io.anode4j.chart.Plots;
import io.anode4j.data.synthetic.SegmentDigits;
import io.anode4j.gp.ConvolutionalKernel;
import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Deep convolutional networks as Gaussian processes. */
final class Gp implements Experiment {
  private static final String WIDE = "error of the covariance, width ";
  private static final String SLOPE = "slope of its logarithm";
  private static final String ERROR = "test error, %";
  private static final String PROCESS = "Gaussian process";
  private static final String NEIGHBOUR = "nearest neighbour";

  /** Digits of side 10 and a network small enough to be drawn at many widths. */
  private static final int SIDE = 10;

  private static final int SEEN = 12;
  private static final ConvolutionalKernel SMALL =
      new ConvolutionalKernel(1, SIDE, 3, 3, 2.0 / 9, 1, 0.1);

  @Override
  public String name() {
    return "gp";
  }

  @Override
  public String claim() {
    return "A deep convolutional network of random weights tends to a Gaussian process as it gets"
        + " wider, whose kernel is cheap to compute and tells digits apart without any training.";
  }

  @Override
  public String source() {
    return "Garriga-Alonso, Rasmussen and Aitchison, Deep convolutional networks as shallow"
        + " Gaussian processes, ICLR 2019, section 3, algorithm 1 and table 1.";
  }

  @Override
  public String budget() {
    return "10 min";
  }

  /** Errors of one seed at each width. */
  private record Widths(double[] widths, double[] errors) {
    static Widths of(int[] widths, long seed) {
      Matrix images = Matrix.of(new SegmentDigits(SEEN, SIDE, 0.1, seed).generate().points());
      try (Workers workers = new Workers(1, "The kernel")) {
        DoubleMatrix exact = SMALL.covariance(images, workers);
        double[] errors =
            Arrays.stream(widths)
                .mapToDouble(w -> WideNetwork.error(SMALL, images, exact, w, seed))
                .toArray();
        return new Widths(Arrays.stream(widths).asDoubleStream().toArray(), errors);
      }
    }

    double slope() {
      return Fit.ofLogarithms(widths, errors, 0, Double.POSITIVE_INFINITY).slope();
    }

    boolean falls() {
      return errors[errors.length - 1] < errors[0] / 4;
    }
  }

  @Override
  public boolean readsData() {
    return true;
  }

  @Override
  public void run(Setting setting, Findings findings) {
    int largest = setting.choose(256, 512, 1024);
    int[] widths = IntStream.iterate(4, w -> w <= largest, w -> 2 * w).toArray();
    List<Widths> all = setting.eachSeed(seed -> Widths.of(widths, seed));
    for (int i = 0; i < all.size(); i++) {
      Widths one = all.get(i);
      for (int w = 0; w < widths.length; w++) {
        findings.measured("random network", WIDE + widths[w], i + 1L, one.errors()[w]);
      }
      findings.measured("random network", SLOPE, i + 1L, one.slope());
    }
    draw(all, findings);
    List<KernelDigits> digits = digits(setting, findings);
    conclude(all, digits, setting, findings);
    differences(setting, findings);
  }

  /** MNIST where it is; digits of seven strokes otherwise. */
  private static List<KernelDigits> digits(Setting setting, Findings findings) {
    List<KernelDigits> found = new ArrayList<>();
    Optional<ImageData> mnist = mnist(setting);
    for (int seed = 1; seed <= (mnist.isPresent() ? 1 : setting.seeds()); seed++) {
      KernelDigits one =
          mnist.isPresent()
              ? KernelDigits.of(ConvolutionalKernel.published(28), mnist.get())
              : KernelDigits.of(SMALL, ImageData.drawn(SIDE, setting.choose(200, 500, 500), seed));
      findings.measured(PROCESS, ERROR, seed, one.error());
      findings.measured(NEIGHBOUR, ERROR, seed, one.neighbour());
      findings.measured(PROCESS, "training images", seed, one.training());
      findings.measured(PROCESS, "test images", seed, one.test());
      findings.measured(PROCESS, "CPU µs a pair", seed, one.pairMicros());
      findings.measured(PROCESS, "CPU seconds of Cholesky and means", seed, one.solveSeconds());
      found.add(one);
    }
    return found;
  }

  private static Optional<ImageData> mnist(Setting setting) {
    if (ImageData.missing(setting).isPresent()) {
      return Optional.empty();
    }
    int tests = setting.choose(50, 1000, 10_000);
    return setting
        .data()
        .map(directory -> ImageData.mnist(directory, setting.choose(100, 5000, 10_000)))
        .map(data -> data.withTests(tests));
  }

  private static void draw(List<Widths> all, Findings findings) {
    Plot plot =
        Plot.titled("Covariance of a random network")
            .withAxes("channels of each layer", "error, share of the kernel")
            .logarithmicX()
            .logarithmicY();
    for (Widths one : all) {
      plot =
          plot.curve(one == all.get(0) ? "a seed" : "", one.widths(), one.errors(), Ink.FORECAST);
    }
    double[] widths = all.get(0).widths();
    double first = all.stream().mapToDouble(w -> w.errors()[0]).average().orElse(1);
    double[] root = Arrays.stream(widths).map(w -> first * Math.sqrt(widths[0] / w)).toArray();
    plot = plot.curve("1/√width", widths, root, Mark.Stroke.dashed(Ink.RULE, 1.5));
    findings.picture(
        "width",
        Plots.row(
            "A wide network becomes its kernel",
            "Three layers of 3 × 3, 12 digits of side 10; the covariance of a random network's"
                + " outputs against the kernel, root mean square over eight networks.",
            plot));
  }

  private static void conclude(
      List<Widths> all, List<KernelDigits> digits, Setting setting, Findings findings) {
    findings.concluded(
        "the covariance of a random network comes four times nearer to the kernel as it gets wider",
        all,
        Widths::falls);
    findings.concluded(
        "the Gaussian process errs less than the nearest neighbour on digits",
        digits,
        d -> d.error() < d.neighbour());
    boolean mnist = mnist(setting).isPresent();
    if (mnist && setting.size() != Setting.Size.QUICK) {
      findings.concluded("it errs on at most 3 % of the test images", digits, d -> d.error() <= 3);
    }
    String images =
        Figures.count(digits.get(0).training())
            + (mnist ? " of MNIST's images" : " drawn digits of side 10");
    findings.compared(
        "test error, ConvNet GP",
        "1.03 % with 60,000 images; residual CNN GP 0.96 %, ResNet GP 0.84 % (table 1)",
        findings.over(PROCESS, ERROR)
            + " % with "
            + images
            + "; nearest neighbour "
            + findings.over(NEIGHBOUR, ERROR)
            + " %");
    findings.compared(
        "error of the covariance against width",
        "theorem, in the limit; 1/√width by the law of large numbers: slope −0.5",
        "slope " + findings.over("random network", SLOPE));
  }

  private static void differences(Setting setting, Findings findings) {
    if (mnist(setting).isPresent()) {
      findings.differs(
          "The kernel is that of the paper's ConvNet (7 layers of 7 × 7, σ_w² = 2.79, σ_b² = 7.86,"
              + " from the authors' code); training images are the first ones of MNIST's, tests the"
              + " first ones of its test images, one run: nothing is random.");
    } else {
      findings.differs(
          "Digits are drawn ones of side 10, and the kernel has 3 layers of 3 × 3. For MNIST: "
              + ImageData.missing(setting).orElse("name its directory with --data."));
    }
    findings.differs(
        "Entries are computed in float32 and the matrix is factored in double precision with noise of"
            + " 1e-5 of its diagonal; targets are 0.9 and −0.1.");
  }
}
