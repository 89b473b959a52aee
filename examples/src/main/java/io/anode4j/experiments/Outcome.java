package io.anode4j.experiments;

import java.time.Duration;

/**
 * A finished experiment.
 *
 * @param experiment which
 * @param setting with what seeds and size
 * @param findings what it found
 * @param cpu processor time of the whole process meanwhile
 */
public record Outcome(Experiment experiment, Setting setting, Findings findings, Duration cpu) {

  /** Runs an experiment; where it lacks something, nothing is found. */
  public static Outcome of(Experiment experiment, Setting setting) {
    Duration before = cpuTime();
    Findings findings = new Findings();
    if (experiment.missing(setting).isEmpty()) {
      experiment.run(setting, findings);
    }
    return new Outcome(experiment, setting, findings, cpuTime().minus(before));
  }

  static Duration cpuTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Whether every order held on every seed. */
  public boolean allHeld() {
    return findings.verdicts().stream().allMatch(Findings.Verdict::everywhere);
  }
}
