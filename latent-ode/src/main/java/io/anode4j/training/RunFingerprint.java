package io.anode4j.training;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a checkpoint must agree with to be resumed: the version of the library, which may draw or
 * compute otherwise in the next one; the settings; the arrays of weights; and every value of the
 * data.
 */
public final class RunFingerprint {
  private RunFingerprint() {}

  /**
   * SHA-256 of all that decides a run.
   *
   * @param data series trained on
   * @param settings version, settings and lengths in any unambiguous form
   * @param layout arrays of weights
   * @return 64 hexadecimal digits
   */
  public static String of(SeriesSet data, String settings, ParameterLayout layout) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((settings + arrays(layout)).getBytes(StandardCharsets.UTF_8));
      for (TimeSeries s : data) {
        update(digest, s);
        if (s.covariates().size() > 0) {
          update(digest, s.covariates().readings());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Row by row: handing over each number alone costs more than the digest. */
  private static void update(MessageDigest digest, TimeSeries s) {
    digest.update(s.id().getBytes(StandardCharsets.UTF_8));
    ByteBuffer row = ByteBuffer.allocate((1 + s.channels()) * Double.BYTES);
    for (int i = 0; i < s.length(); i++) {
      row.clear().putDouble(s.time(i));
      for (int c = 0; c < s.channels(); c++) {
        row.putDouble(s.value(i, c));
      }
      digest.update(row.array());
    }
  }

  private static String arrays(ParameterLayout layout) {
    StringBuilder text = new StringBuilder();
    for (ParameterSlot slot : layout.slots()) {
      text.append(' ').append(slot.name()).append(' ').append(slot.rows());
      text.append(' ').append(slot.columns()).append(' ').append(slot.offset());
    }
    return text.toString();
  }
}
