package io.anode4j.data.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anode4j.data.DuplicateTimes;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reader accepts, and what it makes of it. */
class CsvReaderTest {
  private static final double NAN = Double.NaN;

  static CsvData load(CsvReader reader, String... lines) {
    return load(reader, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static CsvData load(CsvReader reader, byte[] bytes) {
    return reader.load("pumps.csv", new ByteArrayInputStream(bytes));
  }

  static SeriesSet read(String... lines) {
    return load(CsvReader.detect(), lines).series();
  }

  static TimeSeries series(String id, double[] times, double[]... rows) {
    return TimeSeries.of(id, times, rows);
  }

  static double[] at(double... values) {
    return values;
  }

  @Test
  void readsTheWideLayout() {
    SeriesSet set = read("series,time,flow,heat", "p7,0.5,1.5,", "p7,2,,21.25", "p8,1,-1e3,+0.5");
    assertEquals(List.of("flow", "heat"), set.channels());
    assertEquals("pumps.csv", set.source());
    assertEquals(TimeFormat.number(), set.timeFormat());
    assertEquals(
        List.of(
            series("p7", at(0.5, 2), at(1.5, NAN), at(NAN, 21.25)),
            series("p8", at(1), at(-1000, 0.5))),
        set.series());
  }

  @Test
  void readsTheLongLayoutInAnyOrderOfItsRows() {
    SeriesSet set =
        read(
            "series,time,channel,value",
            "p7,2,heat,21.25",
            "p8,1,flow,-1000",
            "p7,0.5,flow,1.5",
            "p8,1,heat,0.5",
            "p7,2,flow,NA");
    assertEquals(List.of("heat", "flow"), set.channels());
    assertEquals(series("p7", at(0.5, 2), at(NAN, 1.5), at(21.25, NAN)), set.get("p7"));
    assertEquals(series("p8", at(1), at(0.5, -1000)), set.get("p8"));
  }

  @ParameterizedTest
  @CsvSource({
    "series, time",
    "id, timestamp",
    "unique_id, ds",
    "entity, date",
    "Series, TIME",
    "ID, DateTime"
  })
  void findsIdAndTimeByTheirUsualNames(String id, String time) {
    SeriesSet set = read("x," + time + "," + id, "1.5,3,a");
    assertEquals(List.of("x"), set.channels());
    assertEquals(series("a", at(3), at(1.5)), set.get("a"));
  }

  @ParameterizedTest
  @CsvSource({"channel, value", "variable, value", "name, y", "Variable, VALUE"})
  void findsTheLongLayoutByItsUsualNames(String channel, String value) {
    CsvData data = load(CsvReader.detect(), "id,time," + channel + "," + value, "a,3,flow,1.5");
    assertEquals(Layout.LONG, data.report().layout());
    assertEquals(List.of("flow"), data.series().channels());
  }

  @Test
  void aTableOfIdTimeAndOneValueIsWide() {
    CsvData data = load(CsvReader.detect(), "unique_id,ds,y", "a,3,1.5");
    assertEquals(Layout.WIDE, data.report().layout());
    assertEquals(List.of("y"), data.series().channels());
  }

  @Test
  void readsOneSeriesWithoutIdColumnNamedLikeTheFile() {
    assertEquals(
        series("pumps", at(1, 2), at(5), at(6)), read("time,x", "1,5", "2,6").get("pumps"));
    SeriesSet wide = load(CsvReader.wide("t"), "t,id", "1,5").series();
    assertEquals(List.of("id"), wide.channels());
    SeriesSet longer = read("time,channel,value", "1,a,5").map(one -> one.slice(0, 1));
    assertEquals(series("pumps", at(1), at(5)), longer.get("pumps"));
  }

  @Test
  void readsNamedColumns() {
    SeriesSet wide =
        load(CsvReader.wide("pump", "hour").withChannels("heat"), "flow,hour,pump,heat", "1,2,a,3")
            .series();
    assertEquals(List.of("heat"), wide.channels());
    assertEquals(series("a", at(2), at(3)), wide.get("a"));
    SeriesSet narrow =
        load(
                CsvReader.longLayout("pump", "hour", "what", "reading"),
                "what,reading,hour,pump",
                "flow,3,2,a")
            .series();
    assertEquals(series("a", at(2), at(3)), narrow.get("a"));
    assertEquals(List.of("flow"), narrow.channels());
  }

  @Test
  void labelsAndColumnsWithoutNameAreNotChannelsUnlessNamed() {
    String[] lines = {",series,time,x,label_fault", "0,a,1,5,9"};
    CsvData data = load(CsvReader.detect(), lines);
    assertEquals(List.of("x"), data.series().channels());
    assertEquals(List.of("(no name)", "label_fault"), data.report().passedOver().columns());
    CsvData labelled = load(CsvReader.detect().withChannels("label_fault", "x"), lines);
    assertEquals(series("a", at(1), at(9, 5)), labelled.series().get("a"));
  }

  @Test
  void conditionsSelectRows() {
    String[] lines = {
      "series,time,x,site,mode", "a,1,1,N,on", "a,2,2,S,on", "a,3,3,N,off", "b,4,4,W,on"
    };
    CsvData data =
        load(CsvReader.detect().where("site", "N").where("site", "S").where("mode", "on"), lines);
    assertEquals(List.of("x"), data.series().channels());
    assertEquals(series("a", at(1, 2), at(1), at(2)), data.series().get("a"));
    assertEquals(1, data.series().size());
    assertEquals(2, data.report().passedOver().rows());
  }

  @Test
  void channelsOfTheLongLayoutAreSelectedAndOrderedByName() {
    CsvData data =
        load(
            CsvReader.detect().withChannels("b", "a"),
            "series,time,channel,value",
            "s,1,a,1",
            "s,1,c,3",
            "s,1,b,2");
    assertEquals(List.of("b", "a"), data.series().channels());
    assertEquals(series("s", at(1), at(2, 1)), data.series().get("s"));
    assertEquals(1, data.report().passedOver().rows());
  }

  @Test
  void sortsRowsAndGathersSeriesThatAreNotTogether() {
    CsvData data =
        load(CsvReader.detect(), "series,time,x", "a,5,50", "b,1,10", "a,3,30", "b,2,20", "a,4,40");
    assertEquals(
        List.of(
            series("a", at(3, 4, 5), at(30), at(40), at(50)),
            series("b", at(1, 2), at(10), at(20))),
        data.series().series());
    assertEquals(2, data.report().changes().outOfOrder());
  }

  @ParameterizedTest
  @CsvSource({"MEAN, 3", "FIRST, 5", "LAST, 1"})
  void mergesValuesOfTheSameTime(DuplicateTimes policy, double merged) {
    CsvReader reader = CsvReader.detect().withDuplicates(policy);
    CsvData wide = load(reader, "series,time,x,y", "a,1,5,", "a,2,7,7", "a,1,1,8", "a,1,,");
    assertEquals(series("a", at(1, 2), at(merged, 8), at(7, 7)), wide.series().get("a"));
    assertEquals(1, wide.report().changes().merged());
    CsvData narrow =
        load(reader, "series,time,channel,value", "a,1,x,5", "a,1,y,8", "a,2,x,7", "a,1,x,1");
    assertEquals(series("a", at(1, 2), at(merged, 8), at(7, NAN)), narrow.series().get("a"));
    assertEquals(1, narrow.report().changes().merged());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "NaN", "nan", "NA", "na", "N/A", "null", "NULL", "None", "\"\""})
  void readsMissingValues(String cell) {
    assertEquals(
        series("a", at(1), at(NAN, 2)), read("series,time,x,y", "a,1," + cell + ",2").get("a"));
  }

  @Test
  void readsMoreTextsAsMissingIfAsked() {
    CsvReader reader =
        CsvReader.detect().withMissing("-999", "?").withMissing("err", "none yet", "ab", "abcd");
    CsvData data =
        load(
            reader,
            "series,time,x,y",
            "a,1,-999,2",
            "a,2,?,3",
            "a,3,err,4",
            "a,4,none yet,5",
            "a,5,ab,6",
            "a,6,abcd,7");
    assertEquals(0, data.series().get("a").observedCount(0));
    assertEquals(6, data.series().get("a").observedCount(1));
  }

  @Test
  void keepsSeriesAndChannelsWithoutAnyValue() {
    CsvData wide = load(CsvReader.detect(), "series,time,x,y", "a,1,,", "b,1,5,", "a,2,,");
    assertEquals(TimeSeries.empty("a", 2), wide.series().get("a"));
    assertEquals(0, wide.series().get("b").observedCount(1));
    assertEquals(2, wide.report().changes().emptyRows());
    CsvData narrow = load(CsvReader.detect(), "series,time,channel,value", "a,1,x,", "b,1,y,3");
    assertEquals(TimeSeries.empty("a", 2), narrow.series().get("a"));
    assertEquals(List.of("x", "y"), narrow.series().channels());
  }

  @Test
  void keepsConstantChannels() {
    assertEquals(series("a", at(1, 2), at(4), at(4)), read("id,time,x", "a,1,4", "a,2,4").get("a"));
  }
}
