package io.anode4j.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * A graph of the Open Neural Network Exchange (<a href="https://onnx.ai/onnx/repo-docs/IR.html">IR
 * version 8, operators of version 17</a>), built node by node. The same calls give the same bytes.
 */
public final class OnnxGraph {
  private static final int IR_VERSION = 8;
  private static final int OPERATORS = 17;

  private final ProtobufMessage graph = new ProtobufMessage();
  private int values;

  /**
   * A value that flows through the graph.
   *
   * @param name its name there
   */
  public record Value(String name) {}

  private Value fresh(String of) {
    return new Value(of + "_" + values++);
  }

  /**
   * Declares an input.
   *
   * @param name its name
   * @param type of its elements
   * @param meaning for who feeds it
   * @param shape sizes; a word stands for a size that is known at run time only
   * @return the input
   */
  public Value input(String name, ElementType type, String meaning, String... shape) {
    graph.message(11, described(name, type, meaning, shape));
    return new Value(name);
  }

  /**
   * Declares an output.
   *
   * @param name its name
   * @param type of its elements
   * @param meaning for who reads it
   * @param value what it is
   * @param shape sizes; a word stands for a size that is known at run time only
   */
  public void output(String name, ElementType type, String meaning, Value value, String... shape) {
    node("Identity", List.of(value), List.of(new Value(name)), List.of());
    graph.message(12, described(name, type, meaning, shape));
  }

  private static ProtobufMessage described(
      String name, ElementType type, String meaning, String... shape) {
    ProtobufMessage sizes = new ProtobufMessage();
    for (String size : shape) {
      ProtobufMessage dimension = new ProtobufMessage();
      boolean known = Character.isDigit(size.charAt(0));
      sizes.message(1, known ? dimension.number(1, Long.parseLong(size)) : dimension.text(2, size));
    }
    ProtobufMessage tensor = new ProtobufMessage().number(1, type.code).message(2, sizes);
    return new ProtobufMessage()
        .text(1, name)
        .message(2, new ProtobufMessage().message(1, tensor))
        .text(3, meaning);
  }

  private void node(
      String operator, List<Value> inputs, List<Value> outputs, List<OnnxAttribute> attributes) {
    ProtobufMessage node = new ProtobufMessage();
    inputs.forEach(input -> node.text(1, input.name()));
    outputs.forEach(output -> node.text(2, output.name()));
    node.text(3, outputs.get(outputs.size() - 1).name()).text(4, operator);
    attributes.forEach(attribute -> node.message(5, attribute.message));
    graph.message(1, node);
  }

  /**
   * Applies an operator with one output.
   *
   * @param operator its name in ONNX, for instance {@code Add}
   * @param inputs what it takes
   * @return what it gives
   */
  public Value apply(String operator, Value... inputs) {
    return apply(operator, List.of(), inputs);
  }

  /** The same with attributes. */
  public Value apply(String operator, List<OnnxAttribute> attributes, Value... inputs) {
    Value result = fresh(operator);
    node(operator, List.of(inputs), List.of(result), attributes);
    return result;
  }

  /**
   * Applies an operator of which the second output is wanted.
   *
   * @param operator its name in ONNX
   * @param attributes its constants
   * @param inputs what it takes
   * @return its second output
   */
  public Value second(String operator, List<OnnxAttribute> attributes, Value... inputs) {
    Value result = fresh(operator);
    node(operator, List.of(inputs), List.of(new Value(""), result), attributes);
    return result;
  }

  /** Converts the elements of a value. */
  public Value cast(Value value, ElementType type) {
    return apply("Cast", List.of(OnnxAttribute.of("to", type.code)), value);
  }

  /** Columns side by side. */
  public Value columns(Value... parts) {
    return apply("Concat", List.of(OnnxAttribute.of("axis", -1)), parts);
  }

  /**
   * Some columns of a value.
   *
   * @param of the value
   * @param from first column
   * @param to column behind the last
   * @return these columns
   */
  public Value columns(Value of, int from, int to) {
    return apply("Slice", of, whole(from), whole(to), whole(-1));
  }

  /** A list of one whole number. */
  public Value whole(long value) {
    byte[] raw = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    return constant(ElementType.INT64, raw, 1);
  }

  /** A number in double precision, of no dimension. */
  public Value number(double value) {
    return constant(new double[] {value});
  }

  /** A row of constants in double precision, which goes with every row of a value. */
  public Value row(double... values) {
    return constant(values, 1, values.length);
  }

  /** The same of a list. */
  public Value row(List<Double> values) {
    return row(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** A constant float32 tensor. */
  public Value constant(float[] values, int... shape) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return constant(ElementType.FLOAT, raw.array(), shape);
  }

  /** A constant float64 tensor. */
  public Value constant(double[] values, int... shape) {
    ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asDoubleBuffer().put(values);
    return constant(ElementType.DOUBLE, raw.array(), shape);
  }

  private Value constant(ElementType type, byte[] raw, int... shape) {
    Value value = fresh("constant");
    ProtobufMessage tensor = new ProtobufMessage();
    for (int size : shape) {
      tensor.number(1, (long) size);
    }
    graph.message(5, tensor.number(2, (long) type.code).text(8, value.name()).bytes(9, raw));
    return value;
  }

  /**
   * The file.
   *
   * @param name of the graph
   * @param library version that wrote it
   * @param facts that readers may want, by name
   * @return its bytes
   */
  public byte[] bytes(String name, String library, Map<String, String> facts) {
    ProtobufMessage named = new ProtobufMessage().text(2, name);
    ProtobufMessage operators = new ProtobufMessage().text(1, "").number(2, (long) OPERATORS);
    ProtobufMessage model =
        new ProtobufMessage()
            .number(1, (long) IR_VERSION)
            .text(2, "anode4j")
            .text(3, library)
            .bytes(7, concat(graph.toByteArray(), named.toByteArray()))
            .message(8, operators);
    facts.forEach(
        (key, value) -> model.message(14, new ProtobufMessage().text(1, key).text(2, value)));
    return model.toByteArray();
  }

  private static byte[] concat(byte[] a, byte[] b) {
    return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
  }
}
