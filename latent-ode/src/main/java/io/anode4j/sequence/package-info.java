/**
 * Series as sequences of readings, for models that carry a state from reading to reading: how they
 * are divided ({@link io.anode4j.sequence.StreamSplit}), drawn ({@link
 * io.anode4j.sequence.SequenceWindows}), laid out ({@link io.anode4j.sequence.SequenceBatch}) and
 * learnt from ({@link io.anode4j.sequence.SequenceObjective}). Nothing here knows a network.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.sequence;
