package io.anode4j.nn;

/** What is said to those who compute before they load: zeros would look like a result. */
final class Unloaded {
  private Unloaded() {}

  static IllegalStateException refusal(ParameterSlot first) {
    return new IllegalStateException(
        "A layer was to compute with the parameters "
            + first
            + ", but none were loaded into its evaluator; call load(parameters) first, or take the"
            + " evaluator of a Network, which has them");
  }
}
