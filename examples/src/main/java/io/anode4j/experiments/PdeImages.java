package io.anode4j.experiments;

import io.anode4j.nn.AveragePool;
import io.anode4j.nn.Conv2d;
import io.anode4j.nn.Dense;
import io.anode4j.nn.ImageWindow;
import io.anode4j.nn.Layer;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Sequential;
import io.anode4j.optim.LearningRate;
import io.anode4j.optim.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The four networks between a stem and a head for digits. */
final class PdeImages {
  private static final int BLOCKS = 8;
  private static final double STEP = 0.5;
  private static final int BATCH = 32;

  private PdeImages() {}

  /** Trains all four; those of whole images have 32 channels of side 7 inside. */
  static List<ImageRun> train(ImageData data, Setting setting, long seed) {
    int epochs = setting.choose(24, 3, 30);
    long steps = (long) epochs * ((data.x().rows() + BATCH - 1) / BATCH);
    Trainer trainer =
        Trainer.of(epochs)
            .withBatchSize(BATCH)
            .withLearningRate(LearningRate.cosine(setting.choose(4, 2, 2) * 1e-3, steps))
            .withSeed(seed)
            .withThreads(2);
    List<ImageRun> runs = new ArrayList<>();
    for (PdeNetwork kind : PdeNetwork.values()) {
      ImageNetwork network = network(kind, data.side(), setting.choose(16, 32, 32), seed);
      runs.add(ImageRun.train(network, data, trainer));
    }
    return runs;
  }

  private static ImageNetwork network(PdeNetwork kind, int imageSide, int channels, long seed) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    ImageWindow first = new ImageWindow(imageSide, imageSide, 4, 2, 1);
    ImageWindow second = new ImageWindow(first.outputHeight(), first.outputWidth(), 4, 2, 1);
    int side = second.outputHeight();
    List<Layer> layers = new ArrayList<>();
    layers.add(Conv2d.in(layout, "stem1", first, false, 1, channels).withBias(layout, "stem1"));
    layers.add(PdeNetwork.ACTIVATION.layer(channels * first.outputPixels()));
    layers.add(
        Conv2d.in(layout, "stem2", second, false, channels, channels).withBias(layout, "stem2"));
    for (int i = 0; i < BLOCKS; i++) {
      layers.add(kind.step(layout, "block" + i, channels, side, STEP));
    }
    layers.add(PdeNetwork.ACTIVATION.layer(channels * side * side));
    layers.add(AveragePool.whole(channels, side));
    layers.add(Dense.in(layout, "head", channels, 10));
    Layer all = new Sequential(layers);
    return new ImageNetwork(
        kind.words(), all, Optional.empty(), Network.create(all, layout.build(), seed));
  }
}
