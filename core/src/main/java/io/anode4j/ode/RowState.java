package io.anode4j.ode;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Where one row of a solve stands, and all that its next step depends on: a solve that goes on from
 * here makes the steps that it would have made, bit for bit ({@link ResumableSolve}). It belongs to
 * the solver and field that it came from.
 *
 * @param time time reached
 * @param step size wanted for the next step, signed; 0 where none was made yet
 * @param state {@code [dimension]}
 * @param slope derivative at the end of the last step, {@code [dimension]}; empty where it is to be
 *     evaluated anew
 * @param carry what compensated sums of float64 have left over, {@code [dimension]}; empty in
 *     float32
 * @param errorBefore error ratio of the last accepted step
 * @param errorBeforeThat that of the step before it
 * @param rejected whether the last attempt was rejected
 * @param events value of each event function; 0 for one on whose surface its change has left the
 *     state
 */
public record RowState(
    double time,
    double step,
    double[] state,
    double[] slope,
    double[] carry,
    double errorBefore,
    double errorBeforeThat,
    boolean rejected,
    double[] events) {
  /** Names this layout in the first bytes. */
  private static final int FORMAT = 0x41534c31;

  /** This row as 4 + 8 · (9 + numbers) bytes, big-endian, for {@link #of}. */
  public byte[] bytes() {
    double[][] arrays = {state, slope, carry, events};
    int numbers = 5;
    for (double[] array : arrays) {
      numbers += 1 + array.length;
    }
    ByteBuffer to = ByteBuffer.allocate(Integer.BYTES + numbers * Double.BYTES);
    to.putInt(FORMAT).putDouble(time).putDouble(step);
    to.putDouble(errorBefore).putDouble(errorBeforeThat).putDouble(rejected ? 1 : 0);
    for (double[] array : arrays) {
      to.putDouble(array.length);
      for (double value : array) {
        to.putDouble(value);
      }
    }
    return to.array();
  }

  /**
   * A row from its bytes.
   *
   * @throws IllegalArgumentException when they are not those of a row
   */
  public static RowState of(byte[] bytes) {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    try {
      if (from.getInt() != FORMAT) {
        throw refused(bytes);
      }
      double time = from.getDouble();
      double step = from.getDouble();
      double before = from.getDouble();
      double beforeThat = from.getDouble();
      boolean rejected = from.getDouble() != 0;
      double[] state = array(from, bytes);
      double[] slope = array(from, bytes);
      double[] carry = array(from, bytes);
      double[] events = array(from, bytes);
      if (from.hasRemaining()) {
        throw refused(bytes);
      }
      return new RowState(time, step, state, slope, carry, before, beforeThat, rejected, events);
    } catch (BufferUnderflowException e) {
      throw refused(bytes);
    }
  }

  private static double[] array(ByteBuffer from, byte[] bytes) {
    double length = from.getDouble();
    if (!(length >= 0 && length <= from.remaining() / Double.BYTES)) {
      throw refused(bytes);
    }
    double[] array = new double[(int) length];
    for (int i = 0; i < array.length; i++) {
      array[i] = from.getDouble();
    }
    return array;
  }

  private static IllegalArgumentException refused(byte[] bytes) {
    return new IllegalArgumentException(
        bytes.length + " bytes are no row of a solve; expected those of RowState.bytes()");
  }
}
