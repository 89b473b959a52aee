/**
 * Graphs in the format of ONNX, for other runtimes: {@link io.anode4j.onnx.OnnxGraph} is built node
 * by node, {@link io.anode4j.onnx.OnnxLayers} adds the layers of networks. What a model's graph
 * means is written where the model is.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.onnx;
