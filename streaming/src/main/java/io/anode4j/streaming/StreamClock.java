package io.anode4j.streaming;

/**
 * The time by which one task's sensors may be silent: it moves on as the stream does, and stands
 * still when silence would say nothing about a sensor.
 *
 * <p>While records come, it moves by what their own times move, and never faster than the clock on
 * the wall: neither one sensor with a clock ahead nor a backlog that is read quickly makes the
 * others silent. While none come at all, it moves by the wall if the brokers confirm that there are
 * none to read. While the application is behind, without its brokers, stopped or just started it
 * stands still, and for a while after, since producers need that while to come back.
 *
 * <p>It starts at the wall's time and stays at or behind it, so that its times can be kept with a
 * sensor's state and compared after a restart.
 */
final class StreamClock {
  /** How long the last confirmation may lie back, and how long a tick may last. */
  static final long PATIENCE_MILLIS = 10_000;

  /** Ticks with records after which a time that only one of them had is forgotten. */
  private static final int WINDOW = 5;

  private static final long NOTHING = Long.MIN_VALUE;

  private final InputProgress progress;
  private final int partition;
  private final long started;
  private final long settleMillis;
  private final long patience;
  private long now;
  private long tickWall;
  private long caughtUpWall = InputProgress.NEVER;
  private long quietUntil;

  /** Idle time that waits for a confirmation. */
  private long idle;

  /** Newest times of records, of this window and the one before, and of the tick before. */
  private long newest = NOTHING;

  private long newestBefore = NOTHING;
  private long reached = NOTHING;
  private int ticks;

  /** Event time that has passed and was not counted yet. */
  private long credit;

  private boolean came;
  private long next = -1;

  StreamClock(
      InputProgress progress, int partition, long wall, long settleMillis, long tickMillis) {
    this.progress = progress;
    this.partition = partition;
    this.started = wall;
    this.now = wall;
    this.tickWall = wall;
    this.settleMillis = settleMillis;
    this.quietUntil = wall + settleMillis;
    this.patience = Math.max(PATIENCE_MILLIS, 5 * tickMillis);
  }

  /** Its time, milliseconds. */
  long now() {
    return now;
  }

  /** How long it is since a record that came at a time of this clock, or since the start. */
  long since(long then) {
    return now - Math.max(then, started);
  }

  /** Whether nobody is to be called silent now. */
  boolean quiet() {
    return tickWall < quietUntil;
  }

  /** A record came, whatever became of it. */
  void came(long offset) {
    next = offset + 1;
    came = true;
  }

  /** A reading of this time was accepted. */
  void reading(long eventMillis) {
    newest = Math.max(newest, eventMillis);
  }

  /** The wall's clock has moved on. */
  void tick(long wall) {
    long passed = Math.max(0, wall - tickWall);
    tickWall = wall;
    long confirmed = progress.caughtUp(partition, next, !came);
    boolean known = progress != InputProgress.UNKNOWN;
    boolean again = confirmed > caughtUpWall;
    caughtUpWall = Math.max(caughtUpWall, confirmed);
    credit = Math.min(patience, credit + moved());
    if (passed > patience || known && wall - caughtUpWall > patience) {
      quietUntil = wall + settleMillis;
    }
    if (quiet()) {
      idle = 0;
      credit = 0;
    } else if (came) {
      long counted = Math.min(passed, credit);
      credit -= counted;
      now += counted + confirmedIdle(again);
    } else {
      idle += passed;
      now += confirmedIdle(again);
    }
    came = false;
  }

  private long confirmedIdle(boolean again) {
    if (!again) {
      return 0;
    }
    long counted = idle;
    idle = 0;
    return counted;
  }

  /** How far the records' own times have moved since the last tick with records. */
  private long moved() {
    long here = Math.max(newest, newestBefore);
    if (!came || here == NOTHING) {
      return 0;
    }
    long moved = reached == NOTHING ? 0 : Math.max(0, here - reached);
    reached = here;
    if (++ticks == WINDOW) {
      newestBefore = newest;
      newest = NOTHING;
      ticks = 0;
    }
    return moved;
  }
}
