package io.anode4j.onnx;

/** A named constant of a node. */
public final class OnnxAttribute {
  private static final int FLOAT = 1;
  private static final int INT = 2;
  private static final int STRING = 3;

  final ProtobufMessage message;

  private OnnxAttribute(String name, int type) {
    this.message = new ProtobufMessage().text(1, name).number(20, type);
  }

  /** A whole number. */
  public static OnnxAttribute of(String name, long value) {
    OnnxAttribute attribute = new OnnxAttribute(name, INT);
    attribute.message.number(3, value);
    return attribute;
  }

  /** A number. */
  public static OnnxAttribute of(String name, float value) {
    OnnxAttribute attribute = new OnnxAttribute(name, FLOAT);
    attribute.message.number(2, value);
    return attribute;
  }

  /** A word. */
  public static OnnxAttribute of(String name, String value) {
    OnnxAttribute attribute = new OnnxAttribute(name, STRING);
    attribute.message.text(4, value);
    return attribute;
  }
}
