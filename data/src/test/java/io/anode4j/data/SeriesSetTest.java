package io.anode4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class SeriesSetTest {
  private static final double NAN = Double.NaN;

  private static SeriesSet plant() {
    return new SeriesSet(
        List.of("flow", "heat"),
        List.of(
            TimeSeries.of("pump-1", new double[] {0, 1}, new double[][] {{1, NAN}, {NAN, 2}}),
            TimeSeries.of("pump-2", new double[] {5}, new double[][] {{3, 4}})),
        TimeFormat.number(),
        "plant.csv");
  }

  @Test
  void findsSeriesAndChannelsByName() {
    SeriesSet set = plant();
    assertEquals(5, set.get("pump-2").firstTime());
    assertEquals(1, set.channel("heat"));
    assertEquals(2, set.size());
    assertEquals(4, set.observedCount());
    List<String> ids = new ArrayList<>();
    for (TimeSeries series : set) {
      ids.add(series.id());
    }
    assertEquals(List.of("pump-1", "pump-2"), ids);
    assertEquals("SeriesSet[plant.csv, 2 series, channels [flow, heat], number]", set.toString());
  }

  @Test
  void namesTheNearestWhenThereIsNoSuchName() {
    SeriesSet set = plant();
    assertEquals(
        "no series 'Pump2' in plant.csv, which has 2 series; did you mean 'pump-2'?",
        assertThrows(NoSuchElementException.class, () -> set.get("Pump2")).getMessage());
    assertEquals(
        "no channel 'x' in plant.csv, which has 2 channels; there are: flow, heat",
        assertThrows(NoSuchElementException.class, () -> set.channel("x")).getMessage());
  }

  @Test
  void filtersAndMaps() {
    SeriesSet set = plant();
    assertEquals(List.of("pump-2"), ids(set.filter(s -> s.length() == 1)));
    assertEquals(
        List.of(1, 1),
        set.map(s -> s.slice(0, 1)).series().stream().map(TimeSeries::length).toList());
    assertEquals("plant.csv", set.withSeries(List.of()).source());
  }

  private static List<String> ids(SeriesSet set) {
    return set.series().stream().map(TimeSeries::id).toList();
  }

  @Test
  void selectsChannelsAndLeavesOutTimesThatHaveNoneOfThem() {
    SeriesSet heat = plant().withChannels(List.of("heat"));
    assertEquals(List.of("heat"), heat.channels());
    assertArrayEquals(new double[] {1}, heat.get("pump-1").times());
    assertEquals(2, heat.get("pump-1").value(0, 0));
    SeriesSet swapped = plant().withChannels(List.of("heat", "flow"));
    assertArrayEquals(new double[] {4, 3}, swapped.get("pump-2").row(0));
    assertThrows(NoSuchElementException.class, () -> plant().withChannels(List.of("heta")));
  }

  @Test
  void refusesNamesThatOccurTwiceAndOtherNumbersOfChannels() {
    TimeSeries one = TimeSeries.of("a", new double[] {0}, new double[][] {{1}});
    assertRefused(
        "series id 'a' occurs twice in file; expected distinct names; rename or merge them",
        List.of("x"),
        List.of(one, one));
    assertRefused(
        "channel 'x' occurs twice in file; expected distinct names; rename or merge them",
        List.of("x", "x"),
        List.of());
    assertRefused(
        "series 'a' of file has 1 channels; expected 2 ([x, y]);"
            + " give every series a value or NaN in each channel",
        List.of("x", "y"),
        List.of(one));
  }

  private static void assertRefused(
      String message, List<String> channels, List<TimeSeries> series) {
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> new SeriesSet(channels, series, TimeFormat.number(), "file"));
    assertEquals(message, refusal.getMessage());
  }
}
