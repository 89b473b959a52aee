package io.anode4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates as people write them, against what they mean in ISO-8601. */
class CalendarTimesTest {

  private static double at(String instant) {
    return Instant.parse(instant).toEpochMilli() / 1e3;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "31/12/2024 | dd/MM/yyyy | 2024-12-31T00:00:00Z",
        "12/31/2024 | MM/dd/yyyy | 2024-12-31T00:00:00Z",
        "1/22/20 | MM/dd/yy | 2020-01-22T00:00:00Z",
        "31.12.2024 18:05 | dd.MM.yyyy HH:mm | 2024-12-31T18:05:00Z",
        "31/12/2024 18.00.30 | dd/MM/yyyy HH.mm.ss | 2024-12-31T18:00:30Z",
        "2024/01/02 03:04 | yyyy/MM/dd HH:mm | 2024-01-02T03:04:00Z",
        "2024.1.2 | yyyy.MM.dd | 2024-01-02T00:00:00Z",
        "2024-01-02 00:00:05 UTC | yyyy-MM-dd HH:mm:ss z | 2024-01-02T00:00:05Z",
        "2024-07-02 12:00 CEST | yyyy-MM-dd HH:mm z | 2024-07-02T10:00:00Z",
        "2024-07-02 12:00 Europe/Berlin | yyyy-MM-dd HH:mm z | 2024-07-02T10:00:00Z",
        "2024-01-02 03:04:05 -0530 | yyyy-MM-dd HH:mm:ss X | 2024-01-02T08:34:05Z",
        "1/31/2024 12:30:00 AM | MM/dd/yyyy hh:mm:ss a | 2024-01-31T00:30:00Z",
        "1/31/2024 1:05 PM | MM/dd/yyyy h:mm a | 2024-01-31T13:05:00Z",
        "1/31/2024 4 pm | MM/dd/yyyy h a | 2024-01-31T16:00:00Z",
        "02-Jan-2024 | dd-MMM-yyyy | 2024-01-02T00:00:00Z",
        "2 Jan 2024 05:06 | dd MMM yyyy HH:mm | 2024-01-02T05:06:00Z",
        "2-mars-24 | dd-MMM-yy | 2024-03-02T00:00:00Z",
        "Jan 5, 2024 | MMM d, yyyy | 2024-01-05T00:00:00Z",
        "Friday, January 5, 2024 | E, MMM d, yyyy | 2024-01-05T00:00:00Z",
        "10/Oct/2000:13:55:36 -0700 | dd/MMM/yyyy:HH:mm:ss X | 2000-10-10T20:55:36Z",
        "2004-01 | yyyy-MM | 2004-01-01T00:00:00Z",
        "01/2004 | MM/yyyy | 2004-01-01T00:00:00Z",
        "Okt 2004 | MMM yyyy | 2004-10-01T00:00:00Z",
        "Mär 2004 | MMM yyyy | 2004-03-01T00:00:00Z",
        "Mrz 2004 | MMM yyyy | 2004-03-01T00:00:00Z",
        "15 października 2010 | dd MMM yyyy | 2010-10-15T00:00:00Z",
        "ноябрь 2010 | MMM yyyy | 2010-11-01T00:00:00Z",
        "Oct-04 | MMM-yy | 2004-10-01T00:00:00Z",
        "2004M02 | yyyy'M'MM | 2004-02-01T00:00:00Z",
        "2024-Q3 | yyyy-'Q'Q | 2024-07-01T00:00:00Z",
        "2024-W01 | YYYY-'W'ww | 2024-01-01T00:00:00Z",
        "2021-W53-7 | YYYY-'W'ww-e | none",
        "2020-W53-7 | YYYY-'W'ww-e | 2021-01-03T00:00:00Z",
        "2024-060 | yyyy-DDD | 2024-02-29T00:00:00Z",
        "20240131T2359 | yyyyMMdd'T'HHmm | 2024-01-31T23:59:00Z",
        "31/01/2024 23:59:59:250 | dd/MM/yyyy HH:mm:ss:SSS | 2024-01-31T23:59:59.250Z",
        "20240131 23:59:59.25 | yyyyMMdd HH:mm:ss | 2024-01-31T23:59:59.250Z",
        "2024-01-31 24:00 | 2020-12-31 23:59 | 2024-02-01T00:00:00Z",
        "31.01.2024 00:00 - 31.01.2024 01:00 | dd.MM.yyyy HH:mm - … | 2024-01-31T00:00:00Z",
        "2024-01-31T00:00/2024-01-31T01:00 | yyyy-MM-dd'T'HH:mm/… | 2024-01-31T00:00:00Z",
        "31.01.2024 00:15-00:30 | dd.MM.yyyy HH:mm-… | 2024-01-31T00:15:00Z"
      })
  void readsDatesOfAllKinds(String text, String pattern, String instant) {
    TimeFormat format = TimeFormat.detect(List.of(text), "when");
    if (instant.equals("none")) {
      assertEquals(TimeFormat.number(), format);
      return;
    }
    assertEquals(pattern, format.name());
    assertTrue(format.isDated());
    assertEquals(at(instant), format.parse(text));
    assertEquals(at(instant), format.parse(format.format(at(instant))));
    assertEquals(format, TimeFormat.of(format.name()));
    assertEquals(format.hashCode(), TimeFormat.of(format.name()).hashCode());
  }

  @Test
  void oneCellDecidesForAll() {
    assertEquals("dd/MM/yyyy", TimeFormat.detect(List.of("1/2/2024", "13/2/2024"), "t").name());
    assertEquals("MM/dd/yyyy", TimeFormat.detect(List.of("1/2/2024", "1/13/2024"), "t").name());
    assertEquals("dd/MM/yy", TimeFormat.detect(List.of("13/2/24", "14/2/24"), "t").name());
  }

  @Test
  void whatNoCellDecidesIsAskedFor() {
    List<String> cells = List.of("4/4/2024", "4/5/2024", "5/6/2024");
    var asked = assertThrows(AmbiguousDatesException.class, () -> TimeFormat.detect(cells, "date"));
    assertEquals("4/5/2024", asked.text());
    assertEquals(List.of(DateOrder.DMY, DateOrder.MDY), asked.orders());
    assertEquals(
        "the dates may be read in two ways: '4/5/2024' is 2024-05-04 (DMY) or 2024-04-05 (MDY);"
            + " expected at least one that decides; state [DMY, MDY]",
        asked.getMessage());
    assertEquals("dd/MM/yyyy", TimeFormat.detect(cells, "date", DateOrder.DMY).name());
    assertEquals("MM/dd/yyyy", TimeFormat.detect(cells, "date", DateOrder.MDY).name());
  }

  @Test
  void readsWithOrWithoutSecondsAndTimeOfDay() {
    TimeFormat format =
        TimeFormat.detect(List.of("31/1/2024", "31/1/2024 7:05", "31/01/2024 07:05:30"), "t");
    assertEquals("dd/MM/yyyy HH:mm:ss", format.name());
    double midnight = at("2024-01-31T00:00:00Z");
    assertEquals(midnight, format.parse("31/1/2024"));
    TimeFormat minutes = TimeFormat.of("dd/MM/yyyy HH:mm");
    assertEquals(midnight + 5, minutes.parse("31/1/2024 00:00:05"));
    assertEquals("31/01/2024 00:00:05.25", minutes.format(midnight + 5.25));
    assertEquals(midnight + 5.25, minutes.parse("31/01/2024 00:00:05.25"));
    assertEquals(
        midnight + 5.25, TimeFormat.of("dd/MM/yyyy HH:mm:ss.SSS").parse("31/1/2024 0:00:05.25"));
    assertEquals("2024-01-31T12:00", TimeFormat.of("MM/yyyy").format(midnight + 43_200));
    assertEquals(midnight + 43_200, TimeFormat.of("MM/yyyy").parse("2024-01-31T12:00"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "30/2/2024",
        "31/12/2024 25:00",
        "31/12/2024 24:01",
        "31/12/2024 12:60",
        "31/12",
        "32/12/2024",
        "31/13/2024",
        "0/1/2024",
        "1/2/3",
        "12/31/2024 13:00 PM",
        "2024-W54",
        "2024-366x",
        "abc 2024",
        "1.2.3.4",
        "31/12/2024 noon",
        "2024-Q5",
        "Jan",
        "31/12/2024 12:00 XYZ"
      })
  void isNoDate(String text) {
    assertEquals(TimeFormat.number(), TimeFormat.detect(List.of(text), "t"));
    assertThrows(
        IllegalArgumentException.class, () -> TimeFormat.of("dd/MM/yyyy HH:mm").parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HH:mm", "dd/MM", "", "yyyy-MM-dd Q'", "bbbb"})
  void patternsNeedAYearAndKnownLetters(String pattern) {
    assertThrows(IllegalArgumentException.class, () -> TimeFormat.pattern(pattern));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dd/MM/yyyy HH:mm:ss",
        "M/d/yyyy h:mm:ss a",
        "yyyyMMddHHmmss",
        "dd MMM yyyy HH:mm:ss",
        "yyyy-DDD HH:mm:ss"
      })
  void agreesWithTheJdk(String pattern) {
    DateTimeFormatter jdk = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    TimeFormat format = TimeFormat.pattern(pattern);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 500; i++) {
      long seconds = random.nextLong(-2_000_000_000L, 4_000_000_000L);
      String text = jdk.format(LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC));
      assertEquals(seconds, format.parse(text), text);
      assertEquals(text, format.format(seconds));
    }
  }

  @Test
  void nanosecondsKeepWhatADoubleHolds() {
    TimeFormat nanos = TimeFormat.detect(List.of("1704067200123456789"), "time");
    assertEquals(1704067200.123456789, nanos.parse("1704067200123456789"), 1.3e-7);
    assertEquals("1704067200123456800", nanos.format(1704067200.123456789));
    assertEquals("microseconds since 1970", TimeFormat.epochMicros().description());
    assertEquals(-0.5, TimeFormat.epochMicros().parse("-500000"));
  }

  @ParameterizedTest
  @CsvSource({
    "00:07, 420, 00:07",
    "47:30, 171000, 47:30",
    "7:05:30, 25530, 07:05:30",
    "'1 days 02:00:00.5', 93600.5, 26:00:00.5",
    "-00:30, -1800, -00:30",
    "PT1H30M, 5400, 01:30",
    "P1DT1S, 86401, 24:00:01"
  })
  void readsElapsedTime(String text, double seconds, String written) {
    TimeFormat format = TimeFormat.detect(List.of(text), "Time");
    assertEquals("elapsed", format.name());
    assertEquals(seconds, format.parse(text));
    assertEquals(written, format.format(seconds));
    assertEquals(seconds, format.parse(written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "07:60", "07:05:60", "a:b", "Px", ""})
  void isNoElapsedTime(String text) {
    assertThrows(IllegalArgumentException.class, () -> TimeFormat.elapsed().parse(text));
  }

  @Test
  void localTimesBecomeInstants() {
    TimeFormat berlin = TimeFormat.of("2020-12-31 23:59").in(ZoneId.of("Europe/Berlin"));
    assertEquals("2020-12-31 23:59[Europe/Berlin]", berlin.name());
    assertEquals(berlin, TimeFormat.of(berlin.name()));
    assertEquals(at("2024-01-31T23:00:00Z"), berlin.parse("2024-02-01 00:00"));
    assertEquals(at("2024-07-31T22:00:00Z"), berlin.parse("2024-08-01 00:00"));
    assertEquals("2024-08-01T00:00:00+02:00", berlin.format(at("2024-07-31T22:00:00Z")));
    assertEquals(at("2024-07-31T22:00:00Z"), berlin.parse("2024-08-01T00:00:00+02:00"));
    assertThrows(IllegalArgumentException.class, () -> TimeFormat.of("dd/MM/yyyy[Nowhere]"));
  }

  /** They say when they are; the zone says by which clock days repeat. */
  @ParameterizedTest
  @ValueSource(
      strings = {"2020-12-31T23:59:59Z", "2020-12-31 23:59+05:00", "epoch-millis", "epoch-seconds"})
  void instantsStayWhatTheyAreInAZone(String name) {
    TimeFormat plain = TimeFormat.of(name);
    TimeFormat zoned = plain.in(ZoneId.of("Europe/Berlin"));
    assertEquals(name + "[Europe/Berlin]", zoned.name());
    assertEquals(zoned, TimeFormat.of(zoned.name()));
    assertEquals("Europe/Berlin", WallClock.of(zoned).zone());
    assertFalse(zoned.isLocal());
    for (double time = at("2025-03-30T00:00:00Z"); time < at("2025-03-30T04:00:00Z"); time += 600) {
      assertEquals(plain.format(time), zoned.format(time));
      assertEquals(time, zoned.parse(plain.format(time)));
      assertEquals(time, new LocalClock(false).parse(zoned, plain.format(time)));
    }
    ZoneId paris = ZoneId.of("Europe/Paris");
    assertEquals(plain.in(paris), zoned.in(paris));
  }

  @Test
  void whatIsNoPointOfACalendarHasNoZone() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    for (TimeFormat one : List.of(TimeFormat.number(), TimeFormat.elapsed())) {
      assertEquals(one, one.in(berlin));
      assertFalse(one.isLocal());
    }
    assertTrue(TimeFormat.isoDate().isLocal());
    assertTrue(TimeFormat.isoDate().in(berlin).isLocal());
  }

  /** 26 October 2025: 03:00 becomes 02:00. 30 March 2025: 02:00 becomes 03:00. */
  @Test
  void theOrderOfRowsTellsTheHoursThatAClockShowsTwice() {
    TimeFormat berlin = TimeFormat.of("2020-12-31 23:59[Europe/Berlin]");
    String[] clock = {"01:30", "02:00", "02:30", "02:00", "02:30", "03:00"};
    double first = at("2025-10-25T23:30:00Z");
    LocalClock forwards = new LocalClock(false);
    for (int i = 0; i < clock.length; i++) {
      assertEquals(first + 1800 * i, forwards.parse(berlin, "2025-10-26 " + clock[i]));
    }
    LocalClock backwards = new LocalClock(true);
    for (int i = clock.length - 1; i >= 0; i--) {
      assertEquals(first + 1800 * i, backwards.parse(berlin, "2025-10-26 " + clock[i]));
    }
    assertEquals(4, forwards.doubled());
    assertEquals(0, forwards.skipped());
    assertEquals(at("2025-03-30T01:30:00Z"), forwards.parse(berlin, "2025-03-30 02:30"));
    assertEquals(1, forwards.skipped());
    assertFalse(TimeFormat.number().isDated());
    assertEquals(7, forwards.parse(TimeFormat.number(), "7"));
  }
}
