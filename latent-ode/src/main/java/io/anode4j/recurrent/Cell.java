package io.anode4j.recurrent;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.anode4j.data.NearNames;
import io.anode4j.nn.ParameterLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The cells there are: what becomes of a state between readings, and of missing values. */
public enum Cell {
  /** A GRU that is told the gap as a number; its state stands still between readings. */
  RNN_DELTA_T,
  /** Its state decays with the time since the last reading (Rubanova et al. 2019, section 5). */
  RNN_DECAY,
  /**
   * State and missing values decay, each channel by the age of its last value (Che et al. 2018).
   */
  GRU_D,
  /** Its state follows a neural ODE (Rubanova et al. 2019, algorithm 1). */
  ODE_RNN;

  /** Name in settings and on the command line. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The cell of a name.
   *
   * @param text the name
   * @return the cell
   * @throws IllegalArgumentException naming those there are
   */
  @JsonCreator
  public static Cell of(String text) {
    List<String> known = Arrays.stream(values()).map(Cell::text).toList();
    int place = known.indexOf(text);
    if (place < 0) {
      throw new IllegalArgumentException(
          "The setting cell is '%s'; expected one of %s; %s"
              .formatted(text, String.join(", ", known), NearNames.remedy(text, known)));
    }
    return values()[place];
  }

  /** What becomes of a state between readings. */
  Carry carry(ParameterLayout.Builder layout, RecurrentLayout of, RecurrentConfig config) {
    return switch (this) {
      case RNN_DELTA_T -> new Standstill();
      case RNN_DECAY -> Decay.ofGap(layout, config.hidden());
      case GRU_D -> Decay.ofChannels(layout, of.channels(), config.hidden());
      case ODE_RNN ->
          Flow.in(layout, config.hidden(), config.fieldUnits(), config.readings() / 8.0);
    };
  }

  /** What it reads of a reading. */
  ReadingInputs inputs(ParameterLayout.Builder layout, RecurrentLayout of) {
    boolean told = this == RNN_DELTA_T || this == RNN_DECAY;
    ReadingInputs.Filling filling =
        this == GRU_D ? DecayToMean.in(layout, of.means()) : ReadingInputs.Filling.ZERO;
    return new ReadingInputs(of.channels(), of.phases(), told, filling);
  }
}
