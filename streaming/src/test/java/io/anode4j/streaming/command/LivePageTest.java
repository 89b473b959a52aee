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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                ModelReloaders.of(
                    new ModelReloader(new ModelHandle(model, "pumps.anode"), outcome -> {})),
                1,
                Map.of("pressure", "bar")));
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
      assertEquals(
          "temperature, pressure, bar, vibration, anomaly score",
          page.eval("[...document.querySelectorAll('.heading')].map(h => h.textContent).join(', ')")
              .asText());
      assertTrue(
          page.eval(
                  "Number(document.querySelector('line.now').getAttribute('x1'))"
                      + " >= document.querySelector('svg.chart').clientWidth / 2")
              .asBoolean(),
          "what was seen has half of the width");
      assertEquals(
          0,
          page.eval(
                  "[...document.querySelectorAll('svg.chart')].filter(c =>"
                      + " c.querySelectorAll('.grid').length < 3).length")
              .asInt(),
          "marks enough to read values by");
      assertTrue(
          page.eval("document.querySelector('#charts .level').getAttribute('d').length > 200")
              .asBoolean(),
          "the level is drawn beside the score");
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

  @Test
  void theRangeIsChosen() throws Exception {
    stream.runUntil(START + 1200);
    try (Browser page = Browser.open(server.uri().resolve("#pump-03"), 400, 900, false)) {
      assertTrue(page.until("document.querySelectorAll('svg.chart').length === 4", 10));
      int latest = readings(page, "latest");
      int minutes = readings(page, "900");
      int all = readings(page, "kept");
      assertTrue(
          latest > 90 && latest <= 110, "of 110, some of them without this channel: " + latest);
      assertTrue(minutes > latest && minutes < all, latest + " " + minutes + " " + all);
      assertTrue(page.eval("document.documentElement.scrollWidth <= innerWidth").asBoolean());
    }
  }

  /** How many readings are drawn of a channel in a range. */
  private static int readings(Browser page, String range) throws Exception {
    page.eval(
        "{const r = document.querySelector('#range'); r.value = '%s';".formatted(range)
            + " r.dispatchEvent(new Event('change'))}");
    return page.eval("document.querySelector('svg.chart').querySelectorAll('.reading').length")
        .asInt();
  }

  @Test
  void episodesStandFirstAndLeadToTheirSensors() throws Exception {
    stream.runUntil(IN_FAULT);
    stream.episode("pump-02", START + 40, Anomaly.State.CLOSED, 2);
    stream.episode("pump-01", START + 121, Anomaly.State.OPENED, 1);
    try (Browser page = Browser.open(server.uri(), 1280, 900, false)) {
      assertTrue(
          page.until("document.querySelectorAll('#episode-table tbody tr').length === 2", 10));
      assertEquals("1", page.eval("document.querySelector('#open').textContent").asText());
      String first =
          page.eval("document.querySelector('#episode-table tbody tr').textContent").asText();
      assertTrue(
          first.startsWith("openpump-01") && first.contains("21 s so farpressure unexpected2.3"),
          first);
      page.eval("document.querySelectorAll('#episode-table button')[1].click()");
      assertTrue(page.until("document.querySelector('#name').textContent === 'pump-02'", 5));
      assertEquals(
          "pump-01",
          page.eval("document.querySelector('#sensors li .name').textContent").asText(),
          "the worst stands first");
      stream.episode("pump-01", START + 121, Anomaly.State.CLOSED, 2);
      assertTrue(page.until("document.querySelector('#open').textContent === '0'", 5));
    }
  }

  /** The names are right-to-left, long or odd; the list says that it is not all of them. */
  @Test
  void tenThousandSensorsAreCountedAndFound() throws Exception {
    stream.runUntil(START + 30);
    for (int i = 0; i < 10_000; i++) {
      String name = "site-%05d".formatted(i);
      String json = "{\"sensor\":\"" + name + "\",\"ts\":1700000000000,\"n\":1,\"warmup\":true}";
      stream.feed.score(name, Standing.NORMAL, () -> json);
    }
    stream.episode("site-09999", START + 20, Anomaly.State.OPENED, 1);
    try (Browser page = Browser.open(server.uri(), 400, 900, true)) {
      assertTrue(
          page.until("document.querySelector('#count')?.textContent.endsWith(' of 10,006')", 10));
      assertTrue(page.eval("document.documentElement.scrollWidth <= innerWidth").asBoolean());
      page.eval(
          "{const f = document.querySelector('#filter'); f.value = '-09998';"
              + " f.dispatchEvent(new Event('input'))}");
      assertTrue(
          page.until("document.querySelectorAll('#sensors li:not([hidden])').length === 1", 5));
      page.eval(
          "{const f = document.querySelector('#filter'); f.value = 'nowhere';"
              + " f.dispatchEvent(new Event('input'))}");
      assertTrue(page.until("document.querySelector('#none').textContent.includes('nowhere')", 5));
      assertEquals(
          "of all: 2 warming up · 10,004 normal",
          page.eval("document.querySelector('#states').textContent").asText());
      String odd = "{\"sensor\":\"site-09997\",\"ts\":1700000000000,\"n\":2,\"isAnomaly\":true}";
      stream.feed.score("site-09997", Standing.ANOMALY, () -> odd);
      assertTrue(
          page.until("document.querySelector('#sensors li .name').textContent === 'site-09997'", 5),
          "what is out of the ordinary is listed, however many there are");
    }
  }

  @Test
  void aSensorThatIsNotThereIsSaidToBeMissing() throws Exception {
    stream.runUntil(START + 30);
    try (Browser page = Browser.open(server.uri().resolve("#ghost"), 1280, 900, false)) {
      assertTrue(
          page.until("document.querySelector('#unknown')?.textContent.includes('ghost')", 10));
      assertTrue(page.eval("!document.querySelector('#unknown').hidden").asBoolean());
    }
  }

  /** What axe-core finds wrong for people who read the page otherwise than by eye. */
  @ParameterizedTest
  @CsvSource({"1280, false", "400, true"})
  void readsWellWithoutEyes(int width, boolean dark) throws Exception {
    stream.runUntil(IN_FAULT);
    stream.episode("pump-02", START + 40, Anomaly.State.CLOSED, 2);
    stream.episode("pump-01", START + 121, Anomaly.State.OPENED, 1);
    String axe;
    try (InputStream in =
        LivePageTest.class.getResourceAsStream(
            "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js")) {
      axe = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    try (Browser page = Browser.open(server.uri(), width, 900, dark)) {
      assertTrue(page.until("document.querySelectorAll('svg.chart').length === 4", 10));
      page.eval(axe + "; 1");
      page.eval("window.found = null; axe.run().then(r => { window.found = r; }); 1");
      assertTrue(page.until("window.found !== null", 30));
      String violations =
          page.eval(
                  "window.found.violations.map(v => v.id + ' '"
                      + " + v.nodes.map(n => n.target + ' ' + n.failureSummary)).join('\\n')")
              .asText();
      assertEquals("", violations);
      assertTrue(page.eval("window.found.passes.length").asInt() > 15);
    }
  }
}
