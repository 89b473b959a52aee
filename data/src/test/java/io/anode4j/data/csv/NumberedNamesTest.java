package io.anode4j.data.csv;

import static io.anode4j.data.csv.TablesAsTheyAreTest.assertNoted;
import static io.anode4j.data.csv.TablesAsTheyAreTest.read;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids that begin with a number, and look like measurements with a unit. */
class NumberedNamesTest {
  /** So many days of each id. */
  private static String[] days(String column, List<String> ids) {
    List<String> lines = new ArrayList<>(List.of("date," + column + ",v"));
    for (int day = 1; day <= 12; day++) {
      for (String id : ids) {
        lines.add("2020-01-%02d,%s,%d".formatted(day, id, 10 * ids.indexOf(id) + day));
      }
    }
    return lines.toArray(String[]::new);
  }

  @ParameterizedTest
  @CsvSource({
    "line, 1호선 2호선 9호선",
    "노선명, 1호선 2호선 9호선2단계",
    "what, 1호선 2호선 경강선 분당선",
    "what, 12A 12B 7C",
    "what, 1st 2nd 3rd",
    "room, 12A 13A 7A",
    "what, A-12 A-13",
    "what, Line_3 Line_4",
    "well, #1 #2 #3",
    "route, 1 2 3"
  })
  void nameSeries(String column, String names) {
    List<String> ids = Arrays.asList(names.split(" "));
    CsvData data = read(days(column, ids));
    assertEquals(ids, data.series().series().stream().map(TimeSeries::id).toList());
    assertEquals(List.of("v"), data.series().channels());
    assertNoted("ids of the series in " + column + ", by its content", data);
    for (TimeSeries series : data.series().series()) {
      assertEquals(12, series.length());
      assertEquals(10 * ids.indexOf(series.id()) + 1, series.value(0, 0));
    }
  }

  /** One unit behind all numbers, multipliers, exceptions: those stay measurements. */
  @ParameterizedTest
  @CsvSource({
    "size, 5kg 10kg 20kg",
    "hum, 45% 50% 55%",
    "views, 1K 2M 3K",
    "speed, 5m/s2 6m/s2 9m/s2"
  })
  void measurementsStay(String column, String cells) {
    CsvData data = read(days(column, Arrays.asList(cells.split(" "))));
    assertEquals(1, data.series().size());
    assertEquals(List.of(column, "v"), data.series().channels());
  }

  /** Lines of one station: neither column alone tells its rows apart. */
  @Test
  void nameSeriesTogether() {
    List<String> lines = new ArrayList<>(List.of("date,노선명,역명,v"));
    for (int day = 1; day <= 12; day++) {
      for (String line : List.of("1호선", "2호선", "9호선2단계", "경강선", "분당선")) {
        for (int station = 0; station < 4; station++) {
          lines.add("2020-01-%02d,%s,S%d,%d".formatted(day, line, station, day));
        }
      }
    }
    CsvData data = read(lines.toArray(String[]::new));
    assertEquals(20, data.series().size());
    assertNoted("ids of the series put together from 노선명+역명, by their content", data);
    assertEquals(0, data.report().changes().merged());
  }

  /** Where no time occurs twice they are texts, and no numbers of which half are missing. */
  @Test
  void areNoChannel() {
    List<String> lines = new ArrayList<>(List.of("date,what,v"));
    for (int day = 1; day <= 20; day++) {
      String what = List.of("1호선", "2호선", "경강선", "분당선").get(day % 4);
      lines.add("2020-01-%02d,%s,%d".formatted(day, what, day));
    }
    CsvData data = read(lines.toArray(String[]::new));
    assertEquals(List.of("v"), data.series().channels());
    assertNoted("left out: what is text, such as '2호선'", data);
  }
}
