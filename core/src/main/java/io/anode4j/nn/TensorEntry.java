package io.anode4j.nn;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One tensor as the header of a safetensors file describes it.
 *
 * @param name its name
 * @param type type of its values, {@code F32} for those that are read here
 * @param shape its sizes
 * @param begin first byte, counted from the end of the header
 * @param end byte behind the last
 */
record TensorEntry(String name, String type, List<Long> shape, long begin, long end) {

  /** Reads the object that the parser stands before; one that says something else is refused. */
  static TensorEntry read(String name, JsonParser in) throws IOException {
    String type = "";
    List<Long> shape = List.of();
    List<Long> offsets = List.of();
    require(in.nextToken() == JsonToken.START_OBJECT, name, "is not described by an object");
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String field = in.currentName();
      in.nextToken();
      switch (field) {
        case "dtype" -> type = in.getText();
        case "shape" -> shape = sizes(name, field, in);
        case "data_offsets" -> offsets = sizes(name, field, in);
        default -> in.skipChildren();
      }
    }
    require(offsets.size() == 2, name, "has data_offsets " + offsets + ", expected two");
    return new TensorEntry(name, type, shape, offsets.get(0), offsets.get(1));
  }

  private static List<Long> sizes(String name, String field, JsonParser in) throws IOException {
    require(in.currentToken() == JsonToken.START_ARRAY, name, "has no list as its " + field);
    List<Long> sizes = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      boolean size =
          in.currentToken() == JsonToken.VALUE_NUMBER_INT
              && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER
              && in.getLongValue() >= 0;
      require(
          size, name, "has '" + in.getText() + "' in its " + field + ", expected whole numbers");
      sizes.add(in.getLongValue());
    }
    return sizes;
  }

  private static void require(boolean holds, String name, String found) {
    if (!holds) {
      throw new IllegalArgumentException("the tensor '" + name + "' " + found);
    }
  }

  /** Checks that it is an array of a layout, its bytes in any place. */
  void requireFits(ParameterSlot slot) {
    require(type.equals("F32"), name, "has values of type " + type + ", expected F32");
    require(
        hasShape(slot),
        name,
        String.format("has shape %s, expected [%d, %d]", shape, slot.rows(), slot.columns()));
    require(
        end - begin == (long) Float.BYTES * slot.size(),
        name,
        String.format(
            "has the bytes %d to %d, expected %d bytes",
            begin, end, (long) Float.BYTES * slot.size()));
  }

  /** A vector is a matrix of one row or column, as libraries that know vectors write biases. */
  private boolean hasShape(ParameterSlot slot) {
    long[] found = shape.stream().mapToLong(Long::longValue).toArray();
    boolean vector = slot.rows() == 1 || slot.columns() == 1;
    return Arrays.equals(found, new long[] {slot.rows(), slot.columns()})
        || (vector && Arrays.equals(found, new long[] {slot.size()}));
  }
}
