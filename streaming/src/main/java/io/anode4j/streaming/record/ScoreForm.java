package io.anode4j.streaming.record;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** How scores are written, within one JSON object. */
sealed interface ScoreForm permits ScoreJson, ConnectScores {
  /** Whether it says itself that figures by channel were left out. */
  boolean marked();

  /**
   * Writes the fields of a score.
   *
   * @param out into the object that is open
   * @param scored a score with its record
   * @param whole whether with the figures by channel
   */
  void write(JsonGenerator out, ScoredReading scored, boolean whole) throws IOException;

  /** The same of a late reading. */
  void write(JsonGenerator out, LateScore late, boolean whole) throws IOException;
}
