package io.anode4j.data.csv;

import static io.anode4j.data.csv.TablesAsTheyAreTest.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnUnitsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "°C", "degC", "deg C", "mbar", "m/s", "m s-1", "W/m^2", "W m-2", "µg/m³", "m3/h", "Nm3/h",
        "kJ/(kg K)", "%", "% r.H.", "1/min", "rpm", "kWh", "mm/s", "ppm", "m**3", "l/min", "Volts",
        "mmol/mol", "g/m**3", "dBA", "USD"
      })
  void areKnown(String unit) {
    assertTrue(ColumnUnits.isUnit(unit), unit);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GT", "raw", "Smp", "Avg", "double", "5", "5s", "x", "pump", "PM10"})
  void areNone(String word) {
    assertFalse(ColumnUnits.isUnit(word), word);
  }

  @ParameterizedTest
  @CsvSource({
    "T (degC), degC",
    "flow [m3/h], m3/h",
    "Temp(°C), °C",
    "CO(GT), ''",
    "temperature (min), ''",
    "event(s), ''",
    "delay (s), s",
    "v[0], ''",
    "pressure, ''"
  })
  void standBehindNames(String name, String unit) {
    assertEquals(unit, ColumnUnits.inName(name));
  }

  @Test
  void standInARowUnderTheHeader() {
    CsvData data =
        read(
            "Zeitpunkt;Wind;Regen",
            "UTC;m/s;[mm]",
            "2024-01-01 00:00;5,5;0,1",
            "2024-01-01 01:00;6;0");
    assertEquals(Map.of("Wind", "m/s", "Regen", "mm"), data.report().units());
    CsvData campbell =
        read(
            "\"TOA5\",\"CR1000\",\"7\",\"x\",\"y\"", "\"TIMESTAMP\",\"RECORD\",\"volt\"",
            "\"TS\",\"RN\",\"Volts\"", "\"\",\"\",\"Min\"",
            "\"2024-01-01 00:00:00\",1,12.5", "\"2024-01-01 00:01:00\",2,\"NAN\"");
    assertEquals("Volts", campbell.report().units().get("volt"));
    CsvData usgs =
        read(
            "site\tdatetime\tflow",
            "15s\t20d\t14n",
            "North\t2024-01-01 00:00\t15",
            "North\t2024-01-01 00:15\t16");
    assertEquals(Map.of(), usgs.report().units());
  }

  @Test
  void standInACommentUnderTheHeader() {
    CsvData data =
        read(
            "# data of a buoy",
            "#YY MM DD hh  WSPD GST",
            "#yr mo dy hr m/s  m/s",
            "2024 01 02 03   5.5  6",
            "2024 01 02 04   MM   7");
    assertEquals(Map.of("WSPD", "m/s", "GST", "m/s"), data.report().units());
  }

  @Test
  void standBehindTheNumbers() {
    CsvData data = read("time,level", "2024-01-01,1.5 cm", "2024-01-02,2.5 cm");
    assertEquals(Map.of("level", "cm"), data.report().units());
  }

  @Test
  void standBesideTheValuesOfTheLongLayout() {
    CsvData data =
        read(
            "time,parameter,value,unit",
            "2024-01-01 00:00,pm10,7,µg/m³",
            "2024-01-01 00:00,co,0.2,mg/m³",
            "2024-01-01 01:00,pm10,8,µg/m³",
            "2024-01-01 01:00,co,180,µg/m³");
    assertEquals(Map.of("pm10", "µg/m³"), data.report().units());
    String said = "co: values in mg/m³ and in µg/m³ are read as they stand; nothing is converted";
    List<String> notes = data.report().notes();
    assertEquals(1, notes.stream().filter(said::equals).count(), notes.toString());
  }

  @Test
  void wordsUnderTheHeaderAreNoUnits() {
    CsvData data = read("time,x", "datetime,float", "2024-01-01,1", "2024-01-02,2");
    assertEquals(Map.of(), data.report().units());
  }
}
