package io.anode4j.streaming.command;

/** What the demo lets go wrong at a pump, and for how long. */
enum Fault {
  /** The pressure jumps up: a blocked outlet. */
  PRESSURE_STEP("pressure step", 20),
  /** The thermometer repeats what it said when the fault began. */
  STUCK_TEMPERATURE("stuck temperature", 30),
  /** The bearing shakes whatever the load is. */
  VIBRATION("vibration", 20),
  /** Single wild pressures, as of a loose contact. */
  SPIKES("spikes", 8),
  /** Nothing is heard at all. */
  SILENCE("silence", 30);

  private final String label;
  private final double seconds;

  Fault(String label, double seconds) {
    this.label = label;
    this.seconds = seconds;
  }

  /** The fault in words. */
  String label() {
    return label;
  }

  /** Length of an episode in seconds. */
  double seconds() {
    return seconds;
  }
}
