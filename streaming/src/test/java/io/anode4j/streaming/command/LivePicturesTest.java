package io.anode4j.streaming.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.filter.SensorModel;
import io.anode4j.streaming.operations.Browser;
import io.anode4j.streaming.operations.Health;
import io.anode4j.streaming.operations.OperationsServer;
import io.anode4j.streaming.operations.OperationsSettings;
import io.anode4j.streaming.operations.OperationsSources;
import io.anode4j.streaming.operations.Standing;
import io.anode4j.streaming.record.Anomaly;
import io.anode4j.streaming.reload.ModelHandle;
import io.anode4j.streaming.reload.ModelReloader;
import io.anode4j.streaming.reload.ModelReloaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pictures of the live page to be looked at, in {@code target/live-page}: wide and narrow, light
 * and dark, with few sensors and with ten thousand.
 */
class LivePicturesTest {
  private static final double START = 1.7e9;
  private static final Map<String, String> UNITS =
      Map.of("temperature", "°C", "pressure", "bar", "vibration", "mm/s");

  @TempDir private Path directory;

  /**
   * Ten pumps in all states: an episode, one that is over, a silent one, and a fault that is told.
   */
  private FakeStream pumps(SensorModel model) {
    FakeStream stream = new FakeStream(model, 10, START);
    stream.runUntil(START + PumpFleet.FIRST_FAULT + 15);
    stream.episode("pump-02", START + 40, Anomaly.State.CLOSED, 2);
    stream.episode("pump-01", START + 121, Anomaly.State.OPENED, 1);
    stream.feed.remark("pump-01", Math.round((START + 120) * 1000), "planted: pressure step");
    String silent = "{\"event\":\"silent\",\"at\":1700000130000}";
    stream.feed.event("pump-05", true, () -> silent);
    return stream;
  }

  @ParameterizedTest
  @CsvSource({
    "1280, 1100, false, 10",
    "1280, 1100, true, 10000",
    "400, 1900, true, 10",
    "400, 1900, false, 10000"
  })
  void areTaken(int width, int height, boolean dark, int sensors) throws Exception {
    Browser.require();
    SensorModel model = SensorModel.load(DemoModel.unpack(directory.resolve("pumps.anode")));
    FakeStream stream = pumps(model);
    for (int i = 10; i < sensors; i++) {
      String name = "site-%05d".formatted(i);
      String json =
          "{\"sensor\":\"%s\",\"ts\":1700000000000,\"n\":%d,\"warmup\":%b}"
              .formatted(name, i % 40, i % 40 < 16);
      Standing standing = i % 40 < 16 ? Standing.WARMING_UP : Standing.NORMAL;
      stream.feed.score(name, standing, () -> json);
    }
    ModelHandle handle = new ModelHandle(model, "pumps.anode");
    try (OperationsServer server =
            OperationsServer.start(
                OperationsSettings.loopback(0),
                new OperationsSources(
                    () -> new Health(List.of(new Health.Check("stream", Health.Status.UP, "up"))),
                    () -> "",
                    stream,
                    stream.feed,
                    ModelReloaders.of(new ModelReloader(handle, outcome -> {})),
                    1,
                    UNITS));
        Browser page = Browser.open(server.uri(), width, height, dark)) {
      assertTrue(page.until("document.querySelectorAll('svg.chart').length === 4", 10));
      assertTrue(page.until("document.querySelectorAll('#charts .fan90').length >= 3", 10));
      picture(page, "%d-%s-%d".formatted(width, dark ? "dark" : "light", sensors));
      assertTrue(
          page.eval("document.documentElement.scrollWidth <= innerWidth").asBoolean(),
          "nothing is cut off");
      page.eval(
          "[...document.querySelectorAll('#sensors button')].find(b => b.textContent.includes('pump-05')).click()");
      assertTrue(page.until("document.querySelectorAll('#charts .silence').length === 4", 10));
      assertEquals("silent", page.eval("document.querySelector('#status').textContent").asText());
      assertTrue(
          page.eval("document.querySelector('#summary').textContent")
              .asText()
              .startsWith("silent since"));
      picture(page, "%d-%s-%d-silent".formatted(width, dark ? "dark" : "light", sensors));
    }
  }

  private static void picture(Browser page, String name) throws Exception {
    Path folder = Files.createDirectories(Path.of("target", "live-page"));
    Path file = folder.resolve(name + ".png");
    page.screenshot(file);
    assertTrue(Files.size(file) > 20_000, "the picture is not blank");
  }
}
