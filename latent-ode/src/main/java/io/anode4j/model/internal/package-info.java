/** What the model files of all kinds share. */
@org.jspecify.annotations.NullMarked
package io.anode4j.model.internal;
