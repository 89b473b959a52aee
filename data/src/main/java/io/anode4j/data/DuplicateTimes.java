package io.anode4j.data;

/**
 * What to do with several values for the same series, time and channel.
 *
 * <p>Values for different channels at the same time are never in each other's way: they become one
 * row, whatever the policy.
 */
public enum DuplicateTimes {
  /** Their mean; the default, because two readings of one moment are both evidence. */
  MEAN,
  /** The one that comes first in the source. */
  FIRST,
  /** The one that comes last in the source: it corrects the others. */
  LAST,
  /** Refuse the series; for sources in which a second reading can only be a mistake. */
  REFUSE
}
