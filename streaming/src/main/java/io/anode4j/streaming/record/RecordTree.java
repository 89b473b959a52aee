package io.anode4j.streaming.record;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads a record's value, in whatever format it is, as a tree in which places can be named. */
@FunctionalInterface
public interface RecordTree {
  /**
   * Reads one value.
   *
   * @param value its bytes
   * @return the tree: an object or an array at its root
   * @throws BadRecordException when it cannot be read
   */
  JsonNode of(byte[] value);
}
