package io.anode4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormatTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2020-02-29",
        "1958-03-29",
        "0001-01-01",
        "2020-02-29T23:59",
        "2020-02-29 23:59",
        "2020-02-29T23:59:01",
        "2020-02-29 00:00:00",
        "2020-02-29T23:59:01.5",
        "2020-02-29T23:59:01.050",
        "2020-02-29T23:59:01.123456",
        "1969-12-31T23:59:59.999999",
        "2020-02-29T23:59:01Z",
        "2020-02-29T00:00Z",
        "2020-02-29T23:59:01.25+01:00",
        "2020-02-29 23:59:01-09:30",
        "1609459140.125"
      })
  void writesTimesInTheInputsOwnStyle(String text) {
    TimeFormat format = TimeFormat.detect(List.of(text), "time");
    assertEquals(text, format.format(format.parse(text)));
  }

  @Test
  void readsInstantsAsTheJdkDoes() {
    SplittableRandom random = new SplittableRandom(7);
    TimeFormat local = TimeFormat.isoDateTime();
    TimeFormat offset = TimeFormat.isoDateTime(ZoneOffset.ofHoursMinutes(5, 30));
    for (int i = 0; i < 2000; i++) {
      long micros = random.nextLong(-4_000_000_000_000_000L, 4_000_000_000_000_000L);
      Instant instant =
          Instant.ofEpochSecond(
              Math.floorDiv(micros, 1_000_000), 1000L * Math.floorMod(micros, 1_000_000));
      LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
      double expected = micros / 1e6;
      assertEquals(expected, local.parse(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(utc)), 1e-6);
      String written = offset.format(expected);
      assertEquals(expected, offset.parse(written));
      assertEquals(
          expected,
          Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(written)).toEpochMilli() / 1e3,
          1.1e-3);
      assertEquals(
          local.format(expected),
          TimeFormat.isoDateTime(ZoneOffset.UTC).format(expected).replace("Z", ""));
    }
  }

  @Test
  void anyOffsetIsReadWhereOneIsExpected() {
    TimeFormat format = TimeFormat.detect(List.of("2020-06-01T12:00:00+02:00"), "t");
    assertEquals(format.parse("2020-06-01T12:00:00+02:00"), format.parse("2020-06-01T10:00:00Z"));
    assertEquals("2020-06-01T12:00:00+02:00", format.format(format.parse("2020-06-01T10:00Z")));
    assertEquals(format.parse("2020-06-01T12:00:00+02:00"), format.parse("2020-06-01 12:00+0200"));
  }

  @Test
  void writesFinerThanTheInputWhereATimeNeedsIt() {
    TimeFormat date = TimeFormat.isoDate();
    double day = date.parse("2020-02-29");
    assertEquals("2020-02-29T12:00", date.format(day + 43_200));
    assertEquals("2020-02-29T00:00:01", date.format(day + 1));
    assertEquals("2020-02-29T00:00:00.25", date.format(day + 0.25));
    assertEquals("2020-03-01", date.format(day + 86_399.9999999));
    assertEquals(day + 43_200, date.parse("2020-02-29T12:00"));
  }

  @Test
  void datesAreReadAmongDateTimesAndTheOtherWayRound() {
    TimeFormat format = TimeFormat.detect(List.of("2020-01-01", "2020-01-01 06:30"), "date");
    assertEquals(0, format.parse("2020-01-01") - format.parse("2020-01-01 00:00"));
    assertEquals("2020-01-02 00:00", format.format(format.parse("2020-01-02")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "12",
        "2020",
        "2020-1-1",
        "2020-13-01",
        "2021-02-29",
        "2020/01/01",
        "01.02.2020",
        "2020-01-01T",
        "2020-01-01T1:00",
        "2020-01-01T24:01",
        "2020-01-01T00:60",
        "2020-01-01T00-00",
        "2020-01-01T00:00:60",
        "2020-01-01T00:00:00.",
        "2020-01-01x00:00",
        "2020-01-01T00:00:00 UTC",
        "2020-01-01T00:00:0a",
        "2020-01-01T00:00Z",
        "2020-01-01T00:00+99:00",
        "2020-01-0١"
      })
  void refusesWhatIsNoLocalDateTime(String text) {
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> TimeFormat.isoDateTime().parse(text));
    assertEquals(
        "'"
            + text
            + "' is not a time in this format; expected an ISO-8601 date-time without offset such"
            + " as 2020-12-31T23:59:59; mend it or state another time format",
        refusal.getMessage());
  }

  @Test
  void refusesMixturesOfOffsetAndNone() {
    TimeFormat offset = TimeFormat.isoDateTime(ZoneOffset.UTC);
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> offset.parse("2020-01-01T00:00"));
    assertTrue(
        refusal.getMessage().contains("with offset such as 2020-12-31T23:59:59Z"),
        refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5",
    "5.0, 5",
    "-0, 0",
    "0.1, 0.1",
    "1e3, 1000",
    "1e-9, 1E-9",
    "2450000.52, 2450000.52"
  })
  void writesPlainNumbersShort(String text, String written) {
    TimeFormat format = TimeFormat.number();
    assertEquals(written, format.format(format.parse(text)));
    assertFalse(format.isDated());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "NaN",
        "Infinity",
        "1e999",
        "0x1p3",
        "1d",
        " 1",
        "1,5",
        "--1",
        "2020-01-01"
      })
  void refusesWhatIsNoFiniteNumber(String text) {
    for (TimeFormat format :
        List.of(TimeFormat.number(), TimeFormat.epochSeconds(), TimeFormat.epochMillis())) {
      var refusal = assertThrows(IllegalArgumentException.class, () -> format.parse(text));
      assertTrue(refusal.getMessage().contains(format.expectation()), refusal.getMessage());
    }
  }

  @Test
  void epochTimesKeepTheirDigits() {
    TimeFormat millis = TimeFormat.epochMillis();
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 5000; i++) {
      String text = Long.toString(random.nextLong(-2_000_000_000_000L, 4_000_000_000_000L));
      assertEquals(text, millis.format(millis.parse(text)));
    }
    assertEquals(1.5, millis.parse("1500"));
    TimeFormat seconds = TimeFormat.epochSeconds();
    assertEquals("1609459140.123457", seconds.format(1609459140.123457));
    assertEquals("1609459140", seconds.format(1609459140));
    assertEquals(1e-9, seconds.parse(seconds.format(1e-9)));
    assertEquals(1e-9, millis.parse(millis.format(1e-9)), 1e-24);
    assertTrue(millis.isDated() && seconds.isDated());
  }

  @ParameterizedTest
  @CsvSource({
    "timestamp, 1609459140, epoch-seconds",
    "unix_time, 1609459140.5, epoch-seconds",
    "ts, 1609459140000, epoch-millis",
    "Epoch_ms, 1609459140000, epoch-millis",
    "time, 1609459140, epoch-seconds",
    "Time, 1609459140000, epoch-millis",
    "t, 1609459140000000, epoch-micros",
    "t, 1609459140123456789, epoch-nanos",
    "t, 631151999, number",
    "t, 20240131, yyyyMMdd",
    "t, 20240230, number",
    "t, 2024013123, yyyyMMddHH",
    "t, 202401312359, yyyyMMddHHmm",
    "t, 20240131235959, yyyyMMddHHmmss",
    "Year, 1959, yyyy",
    "t, 1959, number",
    "YYYYMM, 202401, yyyyMM",
    "timestamp, 12.5, number",
    "timestamp, 2020-12-31, 2020-12-31",
    "ds, 2020-01-01T07:00, 2020-12-31T23:59",
    "time, soon, number",
    "time, '', number"
  })
  void detectsByCellsAndName(String column, String cell, String name) {
    assertEquals(name, TimeFormat.detect(List.of("", cell), column).name());
  }

  @Test
  void oneSmallNumberIsEnoughNotToBeEpoch() {
    assertEquals(TimeFormat.number(), TimeFormat.detect(List.of("1609459140", "17"), "timestamp"));
  }

  @Test
  void theFirstUsableCellDecidesAndTheRestMustAgree() {
    TimeFormat format = TimeFormat.detect(List.of("n/a", "2020-01-01", "17"), "time");
    assertEquals(TimeFormat.isoDate(), format);
    assertThrows(IllegalArgumentException.class, () -> format.parse("17"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "number",
        "epoch-seconds",
        "epoch-millis",
        "2020-12-31",
        "2020-12-31 23:59",
        "2020-12-31T23:59:59",
        "2020-12-31T23:59:59.999",
        "2020-12-31T23:59:59Z",
        "2020-12-31 23:59:59+05:30"
      })
  void namesFindTheirFormat(String name) {
    assertEquals(name, TimeFormat.of(name).name());
    assertEquals(name, TimeFormat.of(name).toString());
    assertEquals(TimeFormat.of(name), TimeFormat.of(TimeFormat.of(name).name()));
  }

  @Test
  void describesItselfInWords() {
    assertEquals("plain numbers", TimeFormat.number().description());
    assertEquals("seconds since 1970", TimeFormat.epochSeconds().description());
    assertEquals("milliseconds since 1970", TimeFormat.epochMillis().description());
    assertEquals("ISO-8601 like 2020-12-31", TimeFormat.isoDate().description());
  }

  @Test
  void unknownNamesAreRefused() {
    assertEquals(
        "unknown time format 'julian'; expected number, epoch-seconds, -millis, -micros or -nanos,"
            + " elapsed, excel-days, an ISO-8601 example such as 2020-12-31T23:59:59 or a pattern such as"
            + " dd/MM/yyyy HH:mm; state one of these",
        assertThrows(IllegalArgumentException.class, () -> TimeFormat.of("julian")).getMessage());
  }
}
