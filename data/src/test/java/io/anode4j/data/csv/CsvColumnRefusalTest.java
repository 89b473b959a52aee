package io.anode4j.data.csv;

import static io.anode4j.data.csv.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anode4j.data.SeriesSet;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Headers and options that fit no column, and how the reader says so. */
class CsvColumnRefusalTest {
  @Test
  void missingHeaders() {
    String expected =
        "; expected a header line with the names of the columns; add one, such as"
            + " series,time,value, or state --no-header";
    assertRefused(
        "pumps.csv, line 1: found data in the first line ('1,2.5')" + expected, "1,2.5", "2,3.5");
    assertRefused(
        "pumps.csv, line 1: found data in the first line ('a,2020-01-01,2.5')" + expected,
        "a,2020-01-01,2.5");
    assertRefused("pumps.csv, line 1: found data in the first line (',7')" + expected, ",7", "a,9");
  }

  @Test
  void twoTablesSideBySide() {
    assertRefused(
        "pumps.csv, line 1: found the column 'date' twice with other times, as column 1 and 3;"
            + " expected one table rather than two side by side; put them one under the other, or"
            + " into a file each",
        "date,x,date,y",
        "2024-01-01,1,2024-02-01,2");
  }

  @Test
  void noTimeColumn() {
    assertRefused(
        "pumps.csv, line 1: found the columns series, hour, x, none of them a time column; expected"
            + " one called time, timestamp, ds, date, datetime; name it with --time COL",
        "series,hour,x",
        "a,1,2");
  }

  @Test
  void severalColumnsForOneRole() {
    assertRefused(
        "pumps.csv, line 1: found the columns series and id, which could play the same role;"
            + " expected one of them; say which with --id",
        "series,id,time,x",
        "a,1,2,3");
    assertRefused(
        "pumps.csv, line 1: found the columns date and timestamp, which could play the same role;"
            + " expected one of them; say which with --time",
        "date,timestamp,x",
        "2020-01-01,2020-01-03T12:00,3");
  }

  @Test
  void namedColumnsThatAreNotThere() {
    assertRefused(
        "pumps.csv, line 1: found no column 'tiem'; expected the column that --time names;"
            + " did you mean 'time'?",
        CsvReader.wide("series", "tiem"),
        "series,time,x");
    assertRefused(
        "pumps.csv, line 1: found no column 'flwo1'; expected the column that --channels names;"
            + " did you mean 'flow1'?",
        CsvReader.detect().withChannels("flwo1"),
        "series,time,other,flow1");
    assertRefused(
        "pumps.csv, line 1: found no column 'sites'; expected the column that --where names;"
            + " did you mean 'site'?",
        CsvReader.detect().where("sites", "N"),
        "series,time,x,site");
  }

  @Test
  void channelsThatAreSomethingElse() {
    String rest =
        "as a channel, though it is already in use; expected a column for each channel that is not"
            + " the id, the time or another channel; leave it out of --channels";
    assertRefused(
        "pumps.csv, line 1: found the column 'time' " + rest,
        CsvReader.detect().withChannels("time"),
        "series,time,x");
    assertRefused(
        "pumps.csv, line 1: found the column 'x' " + rest,
        CsvReader.detect().withChannels("x", "x"),
        "series,time,x");
  }

  @Test
  void noChannels() {
    assertRefused(
        "pumps.csv, line 1: found only the columns series, time, label_a; expected a column for"
            + " each channel beside id and time; check the delimiter, or name the channels with"
            + " --channels",
        "series,time,label_a",
        "a,1,2");
  }

  @Test
  void longLayoutWithoutItsColumns() {
    assertRefused(
        "pumps.csv, line 1: found the columns series, time, x, none of them a channel column;"
            + " expected one called channel, variable; name it with --channel-column COL",
        CsvReader.detect().withLayout(Layout.LONG),
        "series,time,x");
    assertRefused(
        "pumps.csv, line 1: found the columns series, time, channel, x, none of them a value"
            + " column; expected one called value, y; name it with --value-column COL",
        CsvReader.detect().withLayout(Layout.LONG),
        "series,time,channel,x");
  }

  @Test
  void conditionsThatNoRowMeets() {
    assertRefused(
        "pumps.csv: found no row that was asked for among 2; expected rows with the cells"
            + " that --where names; check their spelling; there are: N, S",
        CsvReader.detect().where("site", "n"),
        "series,time,x,site",
        "a,1,2,N",
        "a,1,2,S");
  }

  @Test
  void channelsThatNoRowHas() {
    assertRefused(
        "pumps.csv: found no row that was asked for among 1; expected rows with the"
            + " channels that --channels names; check their spelling; there are: flow",
        CsvReader.detect().withChannels("heat"),
        "series,time,channel,value",
        "a,1,flow,2");
    assertRefused(
        "pumps.csv: found no row of channel 'flwo'; expected the channels that"
            + " --channels names; did you mean 'flow'?",
        CsvReader.detect().withChannels("flow", "flwo"),
        "series,time,channel,value",
        "a,1,flow,2",
        "a,1,other,2");
  }

  /** Nobody who gave no option is told of one. */
  @Test
  void channelsOfAModel() {
    CsvReader model = CsvReader.detect().withChannelsOf("the model m.anode", List.of("flow", "pH"));
    assertRefused(
        "pumps.csv, line 1: found no column 'pH', only series, time, flow, Ph; expected every"
            + " channel of the model m.anode, which was trained on flow, pH; did you mean 'Ph'?"
            + " Then rename it; otherwise add a column 'pH': it must be there, but may be empty"
            + " where nothing was measured",
        model,
        "series,time,flow,Ph",
        "a,1,2,3");
    assertRefused(
        "pumps.csv, line 1: found no column 'flow', 'pH', only series, time, x; expected every"
            + " channel of the model m.anode, which was trained on flow, pH; add a column 'flow',"
            + " 'pH': it must be there, but may be empty where nothing was measured",
        model,
        "series,time,x",
        "a,1,2");
    assertRefused(
        "pumps.csv: found no row of channel 'pH', only flow, temp; expected every channel of the"
            + " model m.anode, which was trained on flow, pH; add a row of channel 'pH': it must be"
            + " there, but may be empty where nothing was measured",
        model,
        "series,time,channel,value",
        "a,1,flow,2",
        "a,1,temp,2");
    assertRefused(
        "pumps.csv: found no row that was asked for among 1; expected rows with the channels of the"
            + " model m.anode: flow, pH; check their spelling; there are: temp",
        model,
        "series,time,channel,value",
        "a,1,temp,2");
    assertRefused(
        "pumps.csv, line 2, column pH: found 'abc'; expected a number, or an empty cell for a"
            + " missing value; mend the cell or empty it",
        model.with(TableOptions.defaults().strictly()),
        "series,time,flow,pH",
        "a,1,2,abc");
    assertRefused(
        "pumps.csv, line 1: found the column 'date' as a channel, though it is already in use;"
            + " expected a column for each channel that is not the id, the time or another channel;"
            + " name the columns of ids and times with --id and --time, or rename it",
        CsvReader.detect().withChannelsOf("the model m.anode", List.of("date")),
        "series,date,flow",
        "a,1,2");
  }

  @Test
  void channelsOfAModelMayBeEmpty() {
    CsvReader model = CsvReader.detect().withChannelsOf("the model m.anode", List.of("flow", "pH"));
    for (String csv :
        List.of(
            "series,time,pH,flow\na,1,,2\n", "series,time,channel,value\na,1,flow,2\na,1,pH,\n")) {
      SeriesSet set = model.load("pumps.csv", in(csv)).series();
      assertEquals(List.of("flow", "pH"), set.channels());
      assertEquals(1, set.get("a").observedCount(0));
      assertEquals(0, set.get("a").observedCount(1));
    }
  }

  private static InputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
