/** Internal: what answers when ND4J looks for its native libraries and there are none. */
@org.jspecify.annotations.NullMarked
package io.anode4j.tensor.internal;
