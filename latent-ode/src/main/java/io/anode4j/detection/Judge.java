package io.anode4j.detection;

/** Something that judges the readings of a stream in turn, each before the next is known. */
@FunctionalInterface
public interface Judge {
  /**
   * Judges a stream from a fresh state. Its labels are for figures alone: no judge may look at
   * them.
   *
   * @param stream the stream; readings before {@link LabelledStream#scoredFrom} are ordinary
   * @return one verdict a reading
   */
  Verdict[] judge(LabelledStream stream);
}
