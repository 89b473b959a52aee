package io.anode4j.streaming.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.filter.SensorModel;
import io.anode4j.streaming.operations.Browser;
import io.anode4j.streaming.operations.Health;
import io.anode4j.streaming.operations.OperationsServer;
import io.anode4j.streaming.operations.OperationsSettings;
import io.anode4j.streaming.operations.OperationsSources;
import io.anode4j.streaming.reload.ModelHandle;
import io.anode4j.streaming.reload.ModelReloader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live page in a real browser, in light and dark, as results arrive. */
class LivePageTest {
  private static final double START = 1.7e9;

  /** When the first fault, a step of pump-01's pressure, is under way. */
  private static final double IN_FAULT = START + PumpFleet.FIRST_FAULT + 15;

  @TempDir private Path directory;
  private FakeStream stream;
  private OperationsServer server;

  @BeforeEach
  void start() {
    Browser.require();
    SensorModel model = SensorModel.load(DemoModel.unpack(directory.resolve("pumps.anode")));
    stream = new FakeStream(model, 6, START);
    server =
        OperationsServer.start(
            OperationsSettings.loopback(0),
            new OperationsSources(
                () -> new Health(List.of(new Health.Check("stream", Health.Status.UP, "running"))),
                () -> "",
                stream,
                stream.feed,
                new ModelReloader(new ModelHandle(model, "pumps.anode"), outcome -> {}),
                1));
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void aPlantedFaultIsSeenAsItComes() throws Exception {
    stream.runUntil(START + PumpFleet.FIRST_FAULT - 1);
    try (Browser page = Browser.open(server.uri(), 1280, 900, false)) {
      assertTrue(page.until("document.querySelectorAll('#sensors li').length === 6", 10));
      assertEquals(0, page.eval("document.querySelectorAll('#sensors li.alarm').length").asInt());
      page.eval("document.querySelector('#sensors li button').click()");
      assertTrue(page.until("document.querySelector('#name').textContent === 'pump-01'", 5));
      assertTrue(page.until("document.querySelectorAll('.fan90').length >= 4", 5), "extrapolation");
      assertEquals(4, page.eval("document.querySelectorAll('svg.chart').length").asInt());
      assertTrue(page.eval("document.querySelectorAll('circle.reading').length").asInt() > 100);
      stream.runUntil(IN_FAULT);
      assertTrue(page.until("document.querySelector('#status').textContent === 'anomaly'", 5));
      assertTrue(page.eval("document.querySelectorAll('.reading.alarm').length").asInt() > 1);
      assertEquals("ready", page.eval("document.querySelector('#health').textContent").asText());
      assertTrue(
          page.eval("document.documentElement.scrollWidth <= innerWidth").asBoolean(),
          "nothing is cut off");
      Path picture = directory.resolve("light.png");
      page.screenshot(picture);
      assertTrue(Files.size(picture) > 20_000, "the picture is not blank");
    }
  }

  @Test
  void darkAndNarrowWorkToo() throws Exception {
    stream.runUntil(IN_FAULT);
    try (Browser page = Browser.open(server.uri(), 500, 900, true)) {
      assertTrue(page.until("document.querySelectorAll('svg.chart').length === 4", 10));
      // What stands out most is looked at first.
      assertEquals("pump-01", page.eval("document.querySelector('#name').textContent").asText());
      assertEquals(
          "rgb(16, 20, 26)", page.eval("getComputedStyle(document.body).backgroundColor").asText());
      assertTrue(page.eval("document.documentElement.scrollWidth <= innerWidth").asBoolean());
    }
  }

  @Test
  void filterPauseAndTableDoWhatTheySay() throws Exception {
    stream.runUntil(START + 60);
    try (Browser page = Browser.open(server.uri(), 1280, 900, false)) {
      assertTrue(page.until("document.querySelectorAll('#sensors li').length === 6", 10));
      page.eval(
          "{const f = document.querySelector('#filter'); f.value = '-03';"
              + " f.dispatchEvent(new Event('input'))}");
      assertEquals(
          1, page.eval("document.querySelectorAll('#sensors li:not([hidden])').length").asInt());
      page.eval("document.querySelector('details').open = true");
      assertTrue(page.until("document.querySelectorAll('#table tbody tr').length > 5", 5));
      page.eval("document.querySelector('#pause').click()");
      String before = page.eval("document.querySelector('#summary').textContent").asText();
      stream.runUntil(START + 80);
      Thread.sleep(500);
      assertEquals(before, page.eval("document.querySelector('#summary').textContent").asText());
      page.eval("document.querySelector('#pause').click()");
      assertTrue(
          page.until(
              "document.querySelector('#summary').textContent !== '%s'".formatted(before), 5));
    }
  }
}
