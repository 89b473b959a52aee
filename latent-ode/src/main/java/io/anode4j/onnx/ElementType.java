package io.anode4j.onnx;

/** Types of a tensor's elements, with ONNX's numbers for them. */
public enum ElementType {
  /** 32 bits. */
  FLOAT(1),
  /** Whole numbers of 64 bits. */
  INT64(7),
  /** True or false. */
  BOOL(9),
  /** 64 bits. */
  DOUBLE(11);

  final int code;

  ElementType(int code) {
    this.code = code;
  }
}
