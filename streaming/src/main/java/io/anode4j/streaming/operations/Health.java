package io.anode4j.streaming.operations;

import java.util.List;

/**
 * Whether a stream works. An instance that is not live should be restarted; one that is not ready
 * should only be left alone.
 *
 * @param checks what was looked at
 */
public record Health(List<Check> checks) {

  /** How a check came out. */
  public enum Status {
    /** All is well. */
    UP,
    /** It works, but somebody should look: the model last offered was refused, say. */
    DEGRADED,
    /** It does not work now but may by itself: a rebalance, say. */
    NOT_READY,
    /** It will not work again without a restart. */
    DEAD
  }

  /**
   * One check.
   *
   * @param name of what was looked at
   * @param status how it came out
   * @param reason in words, with what to do when it is not well
   */
  public record Check(String name, Status status, String reason) {}

  /** Copies the list. */
  public Health {
    checks = List.copyOf(checks);
  }

  /** {@return whether nothing is dead} */
  public boolean live() {
    return checks.stream().noneMatch(check -> check.status() == Status.DEAD);
  }

  /** {@return whether records are scored now} */
  public boolean ready() {
    return live() && checks.stream().noneMatch(check -> check.status() == Status.NOT_READY);
  }
}
