package io.anode4j.architecture.broken.latent;

/** What a room below must not know. */
public final class OneFamily {
  /** Its name. */
  public String name() {
    return "one";
  }
}
