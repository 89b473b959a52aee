package io.anode4j.streaming.reload;

import java.time.Instant;

/** What became of an attempt to change the model. */
public sealed interface ReloadOutcome {

  /** The kinds of outcomes, as metrics name them. */
  enum Kind {
    /** The new model is in service. */
    ACCEPTED,
    /** It was in service already. */
    UNCHANGED,
    /** It is not to be trusted. */
    REFUSED,
    /** An earlier model is in service. */
    ROLLED_BACK,
    /** There is no earlier model. */
    NOTHING_EARLIER
  }

  /** {@return which kind it is} */
  Kind kind();

  /** {@return the model in service since} */
  ServingModel now();

  /** {@return when it was decided} */
  Instant at();

  /** {@return the outcome in one sentence} */
  String sentence();

  /**
   * The new model is in service. States of sensors saved under the old one are carried over or
   * restarted as each sensor's next reading comes.
   *
   * @param at when
   * @param now the new one
   * @param before the old one
   */
  record Accepted(Instant at, ServingModel now, ServingModel before) implements ReloadOutcome {
    @Override
    public Kind kind() {
      return Kind.ACCEPTED;
    }

    @Override
    public String sentence() {
      return "model %s from %s took over from %s"
          .formatted(now.shortId(), now.source(), before.shortId());
    }
  }

  /**
   * The offered model is the one in service.
   *
   * @param at when
   * @param now the one in service
   */
  record Unchanged(Instant at, ServingModel now) implements ReloadOutcome {
    @Override
    public Kind kind() {
      return Kind.UNCHANGED;
    }

    @Override
    public String sentence() {
      return "model %s is already in service".formatted(now.shortId());
    }
  }

  /**
   * The offered model is not to be trusted; the old one stays.
   *
   * @param at when
   * @param now the one in service
   * @param source where the refused one came from
   * @param reason why, and what to do
   */
  record Refused(Instant at, ServingModel now, String source, String reason)
      implements ReloadOutcome {
    @Override
    public Kind kind() {
      return Kind.REFUSED;
    }

    @Override
    public String sentence() {
      return "the model from %s was refused, %s stays in service: %s"
          .formatted(source, now.shortId(), reason);
    }
  }

  /**
   * An earlier model is back in service.
   *
   * @param at when
   * @param now the earlier one
   * @param before the one that was taken out
   */
  record RolledBack(Instant at, ServingModel now, ServingModel before) implements ReloadOutcome {
    @Override
    public Kind kind() {
      return Kind.ROLLED_BACK;
    }

    @Override
    public String sentence() {
      return "went back from model %s to %s".formatted(before.shortId(), now.shortId());
    }
  }

  /**
   * There is no earlier model.
   *
   * @param at when
   * @param now the one in service
   */
  record NothingEarlier(Instant at, ServingModel now) implements ReloadOutcome {
    @Override
    public Kind kind() {
      return Kind.NOTHING_EARLIER;
    }

    @Override
    public String sentence() {
      return "there is no model before %s to go back to; offer one".formatted(now.shortId());
    }
  }
}
