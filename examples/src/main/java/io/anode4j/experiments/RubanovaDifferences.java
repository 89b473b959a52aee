package io.anode4j.experiments;

/** What is different from the paper, and what is wrong with the code that its tables come from. */
final class RubanovaDifferences {
  private RubanovaDifferences() {}

  static void of(Setting setting, Findings findings) {
    if (setting.size() != Setting.Size.FULL) {
      findings.differs(
          "One seed, fewer series and epochs than the paper: toy 400 of 1,000, Hopper 500 of 10,000,"
              + " PhysioNet 2,500 of 8,000 (--full: all that the files hold).");
    }
    findings.differs(
        "The two halves of an interpolation table are different tasks, here as in the paper: recurrent"
            + " networks predict each reading from those before it, latent ODEs see the whole window."
            + " Lines between neighbours see it, too, and are the row to beat; on PhysioNet a latent ODE"
            + " is asked for nothing but what it was shown, where a copy scores 0.");
    findings.differs(
        "Units: (value − min) ÷ max over all data, test included, as in the authors' code, which divides"
            + " by the maximum and not by the range; a channel without any value counts as error 0. Of"
            + " PhysioNet's 41 channels there, four (age, gender, height, kind of unit) are told once at"
            + " admission: read from physionet2012_outcomes_a.csv and _b beside the sets. Without those"
            + " files they are left out of interpolation, and its figure is over 37; when extrapolated"
            + " they have no value and count as the 0 that they are there.");
    findings.differs(
        "Recurrent networks here answer a far time from the state carried there; the paper's feed their"
            + " own predictions back, where errors pile up (Hopper: 7.3 to 31 × 10⁻²).");
    findings.differs(
        "The authors' code keeps feeding half of the predictions back at test time to RNN Δt, decay and"
            + " GRU-D, but not to ODE-RNN: their interpolation figures are too large. Not copied.");
    findings.differs(
        "The authors' stand-alone ODE-RNN integrates the gap before the last one, backwards, and once"
            + " over the whole time span. Not copied: here it integrates the gap, forwards.");
    findings.differs(
        "The authors' RNN-VAE reverses the batch and not the time when it interpolates: its row (6.5 ×"
            + " 10⁻² on Hopper, worse than the mean's 5.6) means nothing. Not copied: here it reverses the"
            + " time, and its decoder comes to a time by steps of a sixteenth of a window and what is"
            + " left, whatever other times are asked.");
    findings.differs(
        "The authors choose the epoch on the test set; here a part of the training data is set apart."
            + " Extrapolation of Hopper is from the first 66 of 200 steps, as in their code; the paper"
            + " says half. Their Hopper has another contact solver's numbers.");
    findings.differs(
        "Times of PhysioNet are not rounded to minutes, values at one time are averaged, and the second"
            + " day begins at hour 24 by the clock, not in the middle of a union of times.");
  }
}
