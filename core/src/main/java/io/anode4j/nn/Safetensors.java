package io.anode4j.nn;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.anode4j.tensor.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Weights in the <a href="https://github.com/huggingface/safetensors">safetensors</a> format: 8
 * bytes of header length, a JSON header with type, shape and place of each tensor, then raw
 * little-endian values. Reading executes nothing, checks every bound against the layout that is
 * expected before memory is taken, and takes files of any writer: tensors in any order, metadata,
 * vectors for matrices of one row or column.
 */
public final class Safetensors {
  /** The format's own limit. */
  private static final int LONGEST_HEADER = 100_000_000;

  private static final int CHUNK = 1 << 16;
  private static final String METADATA = "__metadata__";

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Safetensors() {}

  /**
   * Weights as the bytes of a file; the same weights give the same bytes.
   *
   * @param parameters the weights
   * @return the file's bytes
   */
  public static byte[] write(Parameters parameters) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(parameters, out);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot fail to be written", e);
    }
    return out.toByteArray();
  }

  /**
   * Writes weights.
   *
   * @param parameters the weights
   * @param out receives the file's bytes; stays open
   * @throws IOException when it cannot be written to
   */
  public static void write(Parameters parameters, OutputStream out) throws IOException {
    byte[] header = header(parameters.layout());
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    out.write(chunk.putLong(header.length).array(), 0, Long.BYTES);
    out.write(header);
    float[] values = parameters.values();
    for (int from = 0; from < values.length; from += CHUNK / Float.BYTES) {
      int count = Math.min(CHUNK / Float.BYTES, values.length - from);
      chunk.clear().asFloatBuffer().put(values, from, count);
      out.write(chunk.array(), 0, count * Float.BYTES);
    }
  }

  private static byte[] header(ParameterLayout layout) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      for (ParameterSlot slot : layout.slots()) {
        if (slot.name().equals(METADATA)) {
          throw new IllegalArgumentException(
              "Parameters named " + METADATA + ", which the format keeps for itself: rename them");
        }
        json.writeObjectFieldStart(slot.name());
        json.writeStringField("dtype", "F32");
        json.writeFieldName("shape");
        json.writeArray(new int[] {slot.rows(), slot.columns()}, 0, 2);
        long begin = (long) Float.BYTES * slot.offset();
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {begin, begin + (long) Float.BYTES * slot.size()}, 0, 2);
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /**
   * Reads weights of a known layout.
   *
   * @param bytes a whole file
   * @param layout the arrays that it must hold, and no others
   * @return the weights
   * @throws IllegalArgumentException saying in a clause what does not fit
   */
  public static Parameters read(byte[] bytes, ParameterLayout layout) {
    try {
      return read(new ByteArrayInputStream(bytes), bytes.length, layout);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot fail to be read", e);
    }
  }

  /**
   * Reads weights of a known layout.
   *
   * @param in stands at the beginning of a file
   * @param length bytes of the file
   * @param layout the arrays that it must hold, and no others
   * @return the weights
   * @throws IllegalArgumentException saying in a clause what does not fit
   * @throws IOException when it cannot be read
   */
  static Parameters read(InputStream in, long length, ParameterLayout layout) throws IOException {
    byte[] start = in.readNBytes(Long.BYTES);
    long header =
        start.length < Long.BYTES
            ? -1
            : ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (header < 2 || header > Math.min(LONGEST_HEADER, length - Long.BYTES)) {
      throw new IllegalArgumentException(
          "its "
              + length
              + " bytes announce a header of "
              + header
              + ", expected 2 to what the file holds: it was cut off, or is no safetensors file");
    }
    List<TensorEntry> entries = entries(in.readNBytes((int) header));
    requireArrays(entries, layout);
    requireData(entries, length - Long.BYTES - header);
    Parameters parameters = new Parameters(layout);
    Map<String, ParameterSlot> slots =
        layout.slots().stream().collect(Collectors.toMap(ParameterSlot::name, slot -> slot));
    for (TensorEntry entry : entries) {
      ParameterSlot slot = slots.get(entry.name());
      if (slot != null) {
        readValues(in, parameters.values(), slot);
      }
    }
    return parameters;
  }

  /** The tensors of a header by the order of their bytes. */
  private static List<TensorEntry> entries(byte[] header) throws IOException {
    List<TensorEntry> entries = new ArrayList<>();
    try (JsonParser json = JSON.createParser(header)) {
      boolean object = json.nextToken() == JsonToken.START_OBJECT;
      while (object && json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (name.equals(METADATA)) {
          json.nextToken();
          json.skipChildren();
        } else {
          entries.add(TensorEntry.read(name, json));
        }
      }
      if (!object || json.nextToken() != null) {
        throw new IllegalArgumentException("its header is not one JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("its header is not JSON: " + e.getOriginalMessage(), e);
    }
    entries.sort(Comparator.comparingLong(TensorEntry::begin));
    return entries;
  }

  private static void requireArrays(List<TensorEntry> entries, ParameterLayout layout) {
    Map<String, TensorEntry> found = new HashMap<>();
    entries.forEach(entry -> found.put(entry.name(), entry));
    for (ParameterSlot slot : layout.slots()) {
      TensorEntry entry = found.remove(slot.name());
      if (entry == null) {
        throw new IllegalArgumentException(
            String.format(
                "it has no tensor '%s' [%d, %d], only %s",
                slot.name(), slot.rows(), slot.columns(), names(entries)));
      }
      entry.requireFits(slot);
    }
    if (!found.isEmpty()) {
      TensorEntry other = found.values().iterator().next();
      throw new IllegalArgumentException(
          String.format(
              "it has a tensor '%s' %s that is not among the %d arrays expected",
              other.name(), other.shape(), layout.slots().size()));
    }
  }

  private static String names(List<TensorEntry> entries) {
    int shown = 5;
    String names =
        entries.stream().limit(shown).map(TensorEntry::name).collect(Collectors.joining(", "));
    return (names.isEmpty() ? "none" : names)
        + (entries.size() > shown ? " and " + (entries.size() - shown) + " others" : "");
  }

  /** Tensors must follow each other without a gap, from the header to the end of the file. */
  private static void requireData(List<TensorEntry> entries, long length) {
    long end = 0;
    for (TensorEntry entry : entries) {
      if (entry.begin() != end) {
        throw new IllegalArgumentException(
            String.format(
                "the tensor '%s' begins at byte %d of the data, expected %d behind the one before",
                entry.name(), entry.begin(), end));
      }
      end = entry.end();
    }
    if (end != length) {
      throw new IllegalArgumentException(
          "its tensors have "
              + end
              + " bytes and the file has "
              + length
              + " behind its header: it was cut off, or something was added");
    }
  }

  private static void readValues(InputStream in, float[] values, ParameterSlot slot)
      throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (int from = 0; from < slot.size(); from += CHUNK / Float.BYTES) {
      Cancellation.check("Reading weights");
      int count = Math.min(CHUNK / Float.BYTES, slot.size() - from);
      if (in.readNBytes(chunk, 0, count * Float.BYTES) < count * Float.BYTES) {
        throw new IllegalArgumentException("it was cut off while it was read");
      }
      ByteBuffer.wrap(chunk)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(values, slot.offset() + from, count);
    }
  }
}
