package io.anode4j.latent.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Weights in the safetensors format: 8 bytes of header length, a JSON header with type, shape and
 * place of each array, then raw little-endian values. Reading executes nothing and checks every
 * bound against the layout that is expected.
 */
public final class Safetensors {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Safetensors() {}

  /**
   * Weights as a file.
   *
   * @param parameters the weights
   * @return the file's bytes
   */
  public static byte[] write(Parameters parameters) {
    ObjectNode header = JSON.createObjectNode();
    for (ParameterSlot slot : parameters.layout().slots()) {
      ObjectNode entry = header.putObject(slot.name());
      entry.put("dtype", "F32");
      entry.putArray("shape").add(slot.rows()).add(slot.columns());
      entry
          .putArray("data_offsets")
          .add(4L * slot.offset())
          .add(4L * (slot.offset() + slot.size()));
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(8 + json.length + 4 * parameters.size()).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(json.length).put(json);
    for (float v : parameters.values()) {
      out.putFloat(v);
    }
    return out.array();
  }

  /**
   * Reads weights of a known layout.
   *
   * @param bytes a file written by {@link #write}
   * @param layout the arrays that it must hold
   * @return the weights
   * @throws IllegalArgumentException saying what does not fit
   */
  public static Parameters read(byte[] bytes, ParameterLayout layout) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long headerLength = bytes.length < 8 ? -1 : in.getLong();
    long expected = 8 + headerLength + 4L * layout.size();
    if (headerLength < 2 || expected != bytes.length) {
      throw new IllegalArgumentException(
          "weights of " + bytes.length + " bytes do not fit a header of " + headerLength);
    }
    JsonNode header;
    try {
      header = JSON.readTree(bytes, 8, (int) headerLength);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the header of the weights is not JSON", e);
    } catch (java.io.IOException e) {
      throw new IllegalArgumentException("the header of the weights cannot be read", e);
    }
    for (ParameterSlot slot : layout.slots()) {
      checkEntry(header.path(slot.name()), slot);
    }
    in.position(8 + (int) headerLength);
    Parameters parameters = new Parameters(layout);
    in.asFloatBuffer().get(parameters.values());
    if (!parameters.isFinite()) {
      throw new IllegalArgumentException("a weight is NaN or infinite");
    }
    return parameters;
  }

  private static void checkEntry(JsonNode entry, ParameterSlot slot) {
    long from = 4L * slot.offset();
    boolean fits =
        entry.path("dtype").asText().equals("F32")
            && isPair(entry.path("shape"), slot.rows(), slot.columns())
            && isPair(entry.path("data_offsets"), from, from + 4L * slot.size());
    if (!fits) {
      throw new IllegalArgumentException(
          "the array "
              + slot.name()
              + " is missing, or has another type, place or shape than the settings say");
    }
  }

  private static boolean isPair(JsonNode array, long first, long second) {
    return array.size() == 2 && isNumber(array.path(0), first) && isNumber(array.path(1), second);
  }

  private static boolean isNumber(JsonNode node, long expected) {
    return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() == expected;
  }
}
