package io.anode4j.streaming;

import io.anode4j.streaming.record.RecordSource;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Sensors' states as bytes: one byte of version, the content, a checksum of both. A state that is
 * cut off, changed, of another version or of another number of channels is told, never guessed.
 */
final class SensorStateCodec {
  /** With a kind; states without one are written as the versions before wrote them. */
  private static final byte VERSION = 4;

  private static final byte WITHOUT_KIND = 3;

  private static final byte WITHOUT_EPISODE = 2;

  /** Without {@link SensorState#lastStream}. */
  private static final byte FIRST_VERSION = 1;

  private static final int HAS_LAST = 1;
  private static final int SILENT = 2;
  private static final int HAS_BEFORE = 4;
  private static final int HAS_EPISODE = 8;
  private static final int HAS_EPISODE_BEFORE = 16;
  private static final int CHECKSUM = 4;
  private static final int FIXED = 1 + 1 + 2 + 9 * 8 + 8 + 4 + 4 + 2 + 2 + CHECKSUM;

  private final int channels;

  SensorStateCodec(int channels) {
    this.channels = channels;
  }

  /** A state cannot be read. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String why) {
      super(why, null, false, false);
    }
  }

  private int rowBytes() {
    return 8 + (channels + 7) / 8 + 8 * channels;
  }

  /** Bytes that a state takes at most. */
  long most(SensorState state) {
    double[] last = state.lastValues;
    long size = FIXED + state.scorer.length + state.before.length + (last == null ? 0 : rowBytes());
    for (WaitingReading w : state.waiting) {
      size += rowBytes() + 1 + 4 + 8 + 2 + utf8(w.source().topic()).length;
    }
    size += state.kind.isEmpty() ? 0 : 1 + utf8(state.kind).length;
    size += bytes(state.episode) + bytes(state.episodeBefore);
    return size + (long) state.recent.size() * rowBytes();
  }

  byte[] write(SensorState state) {
    double[] last = state.lastValues;
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(most(state)));
    int flags =
        (state.hasLast ? HAS_LAST : 0)
            | (state.silent ? SILENT : 0)
            | (last == null ? 0 : HAS_BEFORE)
            | (state.episode == null ? 0 : HAS_EPISODE)
            | (state.episodeBefore == null ? 0 : HAS_EPISODE_BEFORE);
    boolean episode = (flags & (HAS_EPISODE | HAS_EPISODE_BEFORE)) != 0;
    byte[] kind = utf8(state.kind);
    byte version = kind.length > 0 ? VERSION : episode ? WITHOUT_KIND : WITHOUT_EPISODE;
    out.put(version).put((byte) flags).putShort((short) channels);
    if (version == VERSION) {
      out.put((byte) kind.length).put(kind);
    }
    out.putLong(state.model).putLong(state.count).putLong(state.lastNanos);
    out.putLong(state.gapNanos).putLong(state.maxNanos).putLong(state.lastWall);
    out.putLong(state.forecastCount).putLong(state.forecastWall);
    out.putLong(state.lastStream);
    out.putInt(state.scorer.length).put(state.scorer);
    out.putInt(state.before.length).put(state.before);
    if (last != null) {
      row(out, 0, last);
    }
    out.putShort((short) state.waiting.size()).putShort((short) state.recent.size());
    for (WaitingReading w : state.waiting) {
      row(out, w.nanos(), w.values());
      byte[] topic = utf8(w.source().topic());
      out.put((byte) (w.merged() ? 1 : 0));
      out.putInt(w.source().partition()).putLong(w.source().offset());
      out.putShort((short) topic.length).put(topic);
    }
    for (WaitingReading w : state.recent) {
      row(out, w.nanos(), w.values());
    }
    write(out, state.episode);
    write(out, state.episodeBefore);
    CRC32C crc = new CRC32C();
    crc.update(out.array(), 0, out.position());
    out.putInt((int) crc.getValue());
    byte[] bytes = new byte[out.position()];
    System.arraycopy(out.array(), 0, bytes, 0, bytes.length);
    return bytes;
  }

  private static int bytes(@Nullable Episode episode) {
    return episode == null ? 0 : episode.bytes();
  }

  private static void write(ByteBuffer out, @Nullable Episode episode) {
    if (episode != null) {
      episode.write(out);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Time, which channels were observed, and their values alone. */
  private static void row(ByteBuffer out, long nanos, double[] values) {
    out.putLong(nanos);
    int mask = out.position();
    for (int c = 0; c < values.length; c += 8) {
      out.put((byte) 0);
    }
    for (int c = 0; c < values.length; c++) {
      if (!Double.isNaN(values[c])) {
        int at = mask + c / 8;
        out.put(at, (byte) (out.get(at) | 1 << c % 8));
        out.putDouble(values[c]);
      }
    }
  }

  SensorState read(byte[] bytes) throws Unreadable {
    if (bytes.length < 1 + CHECKSUM) {
      throw new Unreadable("state of " + bytes.length + " bytes is cut off");
    }
    int end = bytes.length - CHECKSUM;
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, end);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.getInt(end) != (int) crc.getValue()) {
      throw new Unreadable("state of " + bytes.length + " bytes is damaged");
    }
    in.limit(end);
    byte version = in.get();
    if (version < FIRST_VERSION || version > VERSION) {
      throw new Unreadable("state of version " + version + ", this is " + VERSION);
    }
    try {
      SensorState state = content(in, version);
      if (in.hasRemaining()) {
        throw new Unreadable("state has " + in.remaining() + " bytes too many");
      }
      return state;
    } catch (BufferUnderflowException | NegativeArraySizeException e) {
      throw new Unreadable("state ends within its content");
    }
  }

  private SensorState content(ByteBuffer in, int version) throws Unreadable {
    SensorState state = new SensorState();
    int flags = in.get();
    int stated = in.getShort();
    if (stated != channels) {
      throw new Unreadable("state of " + stated + " channels, the model has " + channels);
    }
    if (version == VERSION) {
      state.kind = kind(in);
    }
    state.hasLast = (flags & HAS_LAST) != 0;
    state.silent = (flags & SILENT) != 0;
    state.model = in.getLong();
    state.count = in.getLong();
    state.lastNanos = in.getLong();
    state.gapNanos = in.getLong();
    state.maxNanos = in.getLong();
    state.lastWall = in.getLong();
    state.forecastCount = in.getLong();
    state.forecastWall = in.getLong();
    state.lastStream = version == FIRST_VERSION ? state.lastWall : in.getLong();
    state.scorer = bytes(in);
    state.before = bytes(in);
    if ((flags & HAS_BEFORE) != 0) {
      in.getLong();
      state.lastValues = values(in);
    }
    int waiting = in.getShort();
    int recent = in.getShort();
    read(in, waiting, state.waiting, true);
    read(in, recent, state.recent, false);
    state.episode = (flags & HAS_EPISODE) == 0 ? null : Episode.read(in);
    state.episodeBefore = (flags & HAS_EPISODE_BEFORE) == 0 ? null : Episode.read(in);
    return state;
  }

  private void read(ByteBuffer in, int rows, Collection<WaitingReading> to, boolean sources) {
    for (int i = 0; i < rows; i++) {
      long nanos = in.getLong();
      double[] values = values(in);
      boolean merged = sources && in.get() != 0;
      to.add(new WaitingReading(nanos, values, merged, sources ? source(in) : NOWHERE));
    }
  }

  /** Readings kept for another model have been scored: nothing will point to their records. */
  static final RecordSource NOWHERE = new RecordSource("", -1, -1);

  private static RecordSource source(ByteBuffer in) {
    int partition = in.getInt();
    long offset = in.getLong();
    byte[] topic = new byte[in.getShort()];
    in.get(topic);
    return new RecordSource(new String(topic, StandardCharsets.UTF_8), partition, offset);
  }

  private static byte[] bytes(ByteBuffer in) {
    int length = in.getInt();
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private double[] values(ByteBuffer in) {
    byte[] mask = new byte[(channels + 7) / 8];
    in.get(mask);
    double[] values = new double[channels];
    for (int c = 0; c < channels; c++) {
      values[c] = (mask[c / 8] >> c % 8 & 1) == 0 ? Double.NaN : in.getDouble();
    }
    return values;
  }

  private static String kind(ByteBuffer in) {
    byte[] kind = new byte[Byte.toUnsignedInt(in.get())];
    in.get(kind);
    return new String(kind, StandardCharsets.UTF_8);
  }

  /** The kind of a sensor, of whatever number of channels its state is; empty for none. */
  static String kindIn(byte @Nullable [] bytes) {
    boolean any = bytes != null && bytes.length > 5 && bytes[0] == VERSION;
    if (!any || bytes.length < 5 + Byte.toUnsignedInt(bytes[4])) {
      return "";
    }
    return kind(ByteBuffer.wrap(bytes).position(4));
  }

  /** The episode in a state of another number of channels, to be ended; null when there is none. */
  static @Nullable Episode episodeIn(byte[] bytes) {
    try {
      int stated = bytes.length < 4 ? 0 : ByteBuffer.wrap(bytes).getShort(2);
      return new SensorStateCodec(stated).read(bytes).episode;
    } catch (Unreadable e) {
      return null;
    }
  }

  /** The state, or null with the reason told. */
  @Nullable SensorState readOr(byte[] bytes, java.util.function.Consumer<String> why) {
    try {
      return read(bytes);
    } catch (Unreadable e) {
      why.accept(String.valueOf(e.getMessage()));
      return null;
    }
  }
}
