package io.anode4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WallClockTest {
  private static final double DAY = 86_400;

  private static double at(String instant) {
    return Instant.parse(instant).getEpochSecond();
  }

  /** Berlin, 2025: 30 March 02:00 becomes 03:00, 26 October 03:00 becomes 02:00. */
  @Test
  void yesterdayAtTheSameHourIsTwentyThreeOrTwentyFiveHoursAgo() {
    WallClock berlin = WallClock.of("Europe/Berlin");
    assertEquals(at("2025-03-29T07:00:00Z"), berlin.ago(at("2025-03-30T06:00:00Z"), DAY));
    assertEquals(at("2025-10-25T06:00:00Z"), berlin.ago(at("2025-10-26T07:00:00Z"), DAY));
    assertEquals(at("2025-10-19T06:00:00Z"), berlin.ago(at("2025-10-26T07:00:00Z"), 7 * DAY));
    assertEquals(at("2025-06-01T06:00:00Z"), berlin.ago(at("2025-06-02T06:00:00Z"), DAY));
    assertEquals(at("2025-03-30T08:00:00Z"), berlin.shown(at("2025-03-30T06:00:00Z")));
  }

  /** Against the JDK's calendar, wherever the clock showed that hour once and only once. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "America/Sao_Paulo",
        "Asia/Kolkata",
        "Pacific/Apia",
        "UTC",
        "+05:30"
      })
  void agreesWithTheCalendar(String id) {
    ZoneId zone = ZoneId.of(id);
    WallClock clock = WallClock.of(id);
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 20_000; i++) {
      long time = random.nextLong(at2000(1950), at2000(2060));
      long span = 60 * random.nextLong(1, 60 * 24 * 400);
      LocalDateTime shown = LocalDateTime.ofInstant(Instant.ofEpochSecond(time), zone);
      assertEquals(shown.toEpochSecond(ZoneOffset.UTC), clock.shown(time), id + " " + time);
      LocalDateTime then = shown.minusSeconds(span);
      var offsets = zone.getRules().getValidOffsets(then);
      if (offsets.size() == 1) {
        assertEquals(then.toEpochSecond(offsets.get(0)), clock.ago(time, span), id + " " + time);
      } else {
        // Skipped or shown twice: within what the clock was changed by.
        var change = zone.getRules().getTransition(then);
        double nearest = then.toEpochSecond(change.getOffsetBefore());
        double most = Math.abs(change.getDuration().getSeconds());
        assertEquals(nearest, clock.ago(time, span), most, id + " " + time);
      }
    }
  }

  private static long at2000(int year) {
    return LocalDateTime.of(year, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
  }

  @Test
  void plainTimesAreWhatTheyAre() {
    assertSame(WallClock.PLAIN, WallClock.of(""));
    assertSame(WallClock.PLAIN, WallClock.of("UTC"));
    assertSame(WallClock.PLAIN, WallClock.of(TimeFormat.number()));
    assertSame(WallClock.PLAIN, WallClock.of(TimeFormat.epochMillis()));
    assertEquals(0.1 - 0.3, WallClock.PLAIN.ago(0.1, 0.3));
    assertEquals(-1e300, WallClock.PLAIN.shown(-1e300));
    assertEquals(-1e300, WallClock.of("Europe/Berlin").shown(-1e300));
  }

  @Test
  void aFormatInAZoneHasItsClock() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    assertEquals("Europe/Berlin", WallClock.of(TimeFormat.epochSeconds().in(berlin)).zone());
    assertEquals("Europe/Berlin", WallClock.of(TimeFormat.isoDate().in(berlin)).zone());
  }

  @Test
  void refusesAZoneThatIsUnknown() {
    var refused = assertThrows(IllegalArgumentException.class, () -> WallClock.of("Mars/North"));
    assertEquals(
        "the zone 'Mars/North' is unknown here; expected one such as Europe/Berlin",
        refused.getMessage());
  }
}
