package io.anode4j.training;

import io.anode4j.model.EpochReport;
import io.anode4j.model.ModelContainer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state of a training run between two epochs. Together with the data and the config it
 * determines everything that follows, so a resumed run ends in the same weights as one that was
 * never stopped.
 *
 * @param run fingerprint of data, settings and version ({@link RunFingerprint}); a checkpoint of
 *     another run is not used
 * @param epoch epochs done
 * @param step optimiser steps done
 * @param rateFactor factor of the learning rate after set-backs
 * @param bestLoss best validation loss
 * @param sinceBest epochs since then
 * @param elapsedSeconds time taken so far
 * @param weights current weights
 * @param average their running average
 * @param best best averaged weights
 * @param optimizer memory of the optimiser
 * @param history reports of the epochs done
 */
record Checkpoint(
    String run,
    int epoch,
    long step,
    double rateFactor,
    double bestLoss,
    int sinceBest,
    double elapsedSeconds,
    float[] weights,
    float[] average,
    float[] best,
    float[] optimizer,
    List<EpochReport> history) {
  private static final int MAGIC = 0x414e4f32;

  void write(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(MAGIC);
    out.writeUTF(run);
    out.writeInt(epoch);
    out.writeLong(step);
    out.writeDouble(rateFactor);
    out.writeDouble(bestLoss);
    out.writeInt(sinceBest);
    out.writeDouble(elapsedSeconds);
    for (float[] array : List.of(weights, average, best, optimizer)) {
      out.writeInt(array.length);
      for (float v : array) {
        out.writeFloat(v);
      }
    }
    out.writeInt(history.size());
    for (EpochReport r : history) {
      writeReport(out, r);
    }
    byte[] content = bytes.toByteArray();
    String digest = ModelContainer.sha256(content, content.length);
    out.writeUTF(digest);
    ModelContainer.writeAtomically(bytes.toByteArray(), file);
  }

  private static void writeReport(DataOutputStream out, EpochReport r) throws IOException {
    out.writeInt(r.epoch());
    out.writeInt(r.epochs());
    out.writeBoolean(r.best());
    for (double v :
        new double[] {
          r.trainingLoss(),
          r.validationLoss(),
          r.validationMse(),
          r.evaluationsPerRow(),
          r.learningRate()
        }) {
      out.writeDouble(v);
    }
  }

  /**
   * Reads the checkpoint of a run.
   *
   * @param file where it would be
   * @param run fingerprint wanted
   * @return the checkpoint; nothing when there is none, it is of another run, or it is damaged
   */
  static Optional<Checkpoint> read(Path file, String run) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      int digest = bytes.length - 66; // two bytes of length, 64 of hexadecimal digits
      if (digest < 0) {
        return Optional.empty();
      }
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      DataInputStream tail = new DataInputStream(new ByteArrayInputStream(bytes, digest, 66));
      boolean whole = tail.readUTF().equals(ModelContainer.sha256(bytes, digest));
      if (!whole || in.readInt() != MAGIC || !in.readUTF().equals(run)) {
        return Optional.empty();
      }
      return Optional.of(readState(in, run));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Checkpoint readState(DataInputStream in, String run) throws IOException {
    int epoch = in.readInt();
    long step = in.readLong();
    double rateFactor = in.readDouble();
    double bestLoss = in.readDouble();
    int sinceBest = in.readInt();
    double elapsedSeconds = in.readDouble();
    float[][] arrays = new float[4][];
    for (int a = 0; a < 4; a++) {
      arrays[a] = new float[in.readInt()];
      for (int i = 0; i < arrays[a].length; i++) {
        arrays[a][i] = in.readFloat();
      }
    }
    List<EpochReport> history = new ArrayList<>();
    int reports = in.readInt();
    for (int i = 0; i < reports; i++) {
      int number = in.readInt();
      int epochs = in.readInt();
      boolean best = in.readBoolean();
      history.add(
          new EpochReport(
              number,
              epochs,
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              best));
    }
    return new Checkpoint(
        run,
        epoch,
        step,
        rateFactor,
        bestLoss,
        sinceBest,
        elapsedSeconds,
        arrays[0],
        arrays[1],
        arrays[2],
        arrays[3],
        history);
  }
}
