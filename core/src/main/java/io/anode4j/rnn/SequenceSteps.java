package io.anode4j.rnn;

import io.anode4j.tensor.Matrix;
import java.util.Comparator;
import java.util.List;

/**
 * A batch of sequences step by step, longest first: step {@code s} has only the sequences that
 * still go on, and its rows follow those of the step before, so that nothing is padded.
 */
final class SequenceSteps {
  private final List<TimedSequence> ordered;
  private final int[] active;
  private final int total;

  /** Writes what one step of a sequence has into a row. */
  interface Reader {
    void read(TimedSequence sequence, int step, float[] to, int at);
  }

  /**
   * The steps of a batch.
   *
   * @param batch sequences, at least one
   * @param fewer by how much a sequence has fewer steps than observations
   */
  SequenceSteps(List<TimedSequence> batch, int fewer) {
    ordered =
        batch.stream().sorted(Comparator.comparingInt(TimedSequence::length).reversed()).toList();
    active = new int[Math.max(0, ordered.get(0).length() - fewer)];
    int rows = 0;
    for (TimedSequence sequence : ordered) {
      for (int s = 0; s < sequence.length() - fewer; s++, rows++) {
        active[s]++;
      }
    }
    total = rows;
  }

  int sequences() {
    return ordered.size();
  }

  TimedSequence sequence(int row) {
    return ordered.get(row);
  }

  int[] active() {
    return active;
  }

  /** Rows of all steps together. */
  int total() {
    return total;
  }

  /** A matrix of a row a step and sequence. */
  Matrix rows(int columns, Reader reader) {
    Matrix rows = new Matrix(total, columns);
    int at = 0;
    for (int s = 0; s < active.length; s++) {
      for (int r = 0; r < active[s]; r++, at++) {
        reader.read(ordered.get(r), s, rows.data(), at * rows.stride());
      }
    }
    return rows;
  }
}
