package io.anode4j.data.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hours in a column of their own beside a date. */
class HourPastMidnightTest {
  @TempDir Path folder;

  private static String table(int hours, int last) {
    StringBuilder csv = new StringBuilder("date,hour,v\n");
    for (int day = 1; day <= 3; day++) {
      for (int hour = 1; hour <= (day == 2 ? last : hours); hour++) {
        csv.append("2024-01-0%d,%d,%d.5%n".formatted(day, hour, 10 * hour + day));
      }
    }
    return csv.toString();
  }

  private SeriesSet read(String csv) throws IOException {
    return CsvReader.detect().read(Files.writeString(folder.resolve("hours.csv"), csv));
  }

  @Test
  void hoursToTwentyFourAreHours() throws IOException {
    SeriesSet set = read(table(24, 24));
    assertEquals(3600, set.series().get(0).time(1) - set.series().get(0).time(0));
    assertEquals(72, set.series().get(0).length());
  }

  /** The 25 hours of a day on which clocks are set back do not make minutes of all hours. */
  @Test
  void aTwentyFifthHourIsRefused() {
    String message =
        String.valueOf(assertThrows(CsvException.class, () -> read(table(24, 25))).getMessage());
    assertTrue(message.contains("25"), message);
  }

  @Test
  void militaryHoursAreHoursAndMinutes() throws IOException {
    SeriesSet set =
        read("date,hour,v\n2024-01-01,0030,1.5\n2024-01-01,0100,2.5\n2024-01-01,0130,2.5\n");
    assertEquals(1800, set.series().get(0).time(1) - set.series().get(0).time(0));
  }
}
