package io.anode4j.streaming.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.anode4j.streaming.record.ForecastRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered to whom may ask. */
class OperationsServerTest extends ServedOperations {
  @ParameterizedTest
  @CsvSource({"UP,200,200", "DEGRADED,200,200", "NOT_READY,200,503", "DEAD,503,503"})
  void healthSaysWhyInStatusAndWords(Health.Status now, int live, int ready) throws Exception {
    status = now;
    assertEquals(live, send("GET", "/health/live").statusCode());
    JsonNode body = get(ready, "/health/ready");
    assertEquals(ready == 200 ? "up" : "down", body.path("status").asText());
    assertEquals("because", body.at("/checks/0/reason").asText());
    assertEquals(400, send("GET", "/health/well").statusCode());
  }

  @Test
  void metricsArePrometheusText() throws Exception {
    HttpResponse<String> answer = send("GET", "/metrics");
    assertEquals("anode4j_scores_total 7\n", answer.body());
    assertTrue(answer.headers().firstValue("Content-Type").orElse("").contains("version=0.0.4"));
  }

  @Test
  void sensorsAreAnsweredHereElsewhereOrNotNow() throws Exception {
    assertEquals(3, get(200, "/sensors/s%2F1").path("n").asInt());
    HttpResponse<String> elsewhere = send("GET", "/sensors/s2/forecast?horizon=5");
    assertEquals(307, elsewhere.statusCode());
    assertEquals(
        "http://other:9/sensors/s2/forecast?horizon=5",
        elsewhere.headers().firstValue("Location").orElse(""));
    HttpResponse<String> notNow = send("GET", "/sensors/s3");
    assertEquals(503, notNow.statusCode());
    assertEquals("2", notNow.headers().firstValue("Retry-After").orElse(""));
    assertTrue(get(404, "/sensors/s5").path("error").asText().contains("s5"));
    assertTrue(get(500, "/sensors/s4").path("error").asText().contains("a fault of ours"));
    assertEquals(404, send("GET", "/sensors/s%2F1/colour").statusCode());
  }

  @Test
  void forecastsTakeTheirSpanFromTheQuery() throws Exception {
    JsonNode asked = get(200, "/sensors/s%2F1/forecast?horizon=12.5&steps=5");
    assertEquals(12.5, asked.path("horizon").asDouble());
    assertEquals(5, asked.path("steps").asInt());
    JsonNode usual = get(200, "/sensors/s%2F1/forecast");
    assertEquals(one.trained().horizon(), usual.path("horizon").asDouble());
    assertEquals(20, usual.path("steps").asInt());
  }

  /** No number from outside is a fault of ours, and none is passed over or read as another. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "horizon=-1",
        "horizon=0",
        "horizon=far",
        "horizon=NaN",
        "horizon=Infinity",
        "horizon=1e300",
        "horizon=1e9999999999",
        "horizon=4e10",
        "horizon=1e-300",
        "horizon=0.001",
        "horizon=60d",
        "horizon=0x1p3",
        "horizon=1,5",
        "horizon=",
        "horizon",
        "horizon=60&horizon=70",
        "horizn=60",
        "hours=2",
        "steps=0",
        "steps=-1",
        "steps=1.5",
        "steps=1001",
        "steps=1e300",
        "steps=20f",
        "steps=1&horizon=32000000",
      })
  void oddSpansAreRefusedInWords(String query) throws Exception {
    String error = get(400, "/sensors/s%2F1/forecast?" + query).path("error").asText();
    assertTrue(error.contains("expected"), error);
    assertFalse(error.contains("Exception"), error);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"limit=0", "limit=1e300", "limit=NaN", "limit=9d", "limit=1&limit=2", "limits=5"})
  void oddLimitsAreRefusedInWords(String query) throws Exception {
    String error = get(400, "/sensors?" + query).path("error").asText();
    assertTrue(error.contains("expected"), error);
  }

  /** Whatever the number: an answer with the step that was asked for, or a refusal. */
  @Test
  void anySpanIsAskedForAsItIsOrRefused() {
    SplittableRandom random = new SplittableRandom(7);
    int taken = 0;
    for (int i = 0; i < 20_000; i++) {
      double horizon = Math.pow(10, -20 + 60 * random.nextDouble());
      int steps = 1 + random.nextInt(1000);
      try {
        long step = new ForecastSpan(horizon, steps).stepMillis();
        assertEquals(horizon * 1000 / steps, step, 0.5 + 1e-15 * step);
        assertEquals(step, new ForecastRequest(step, steps).stepMillis());
        taken++;
      } catch (IllegalArgumentException e) {
        assertTrue(String.valueOf(e.getMessage()).contains("expected"), e.getMessage());
      }
    }
    assertTrue(taken > 1000, taken + " spans were taken");
  }

  @Test
  void listAndRecentComeFromTheFeed() throws Exception {
    assertEquals(404, send("GET", "/sensors/b/recent").statusCode());
    feed.score("b", Standing.NORMAL, () -> "{\"n\":1}");
    feed.score("b", Standing.NORMAL, () -> "{\"n\":2}");
    feed.forecast("b", () -> "{\"reason\":\"timer\"}");
    feed.event("c", true, () -> "{\"event\":\"silent\"}");
    JsonNode list = get(200, "/sensors?limit=10");
    assertEquals(2, list.at("/total").asInt());
    assertEquals(1, get(200, "/sensors?search=B").at("/sensors").size());
    assertEquals(0, get(200, "/anomalies?limit=5").at("/openCount").asInt());
    assertEquals(400, send("GET", "/anomalies?limit=none").statusCode());
    assertEquals(404, send("GET", "/anomalies/1").statusCode());
    assertEquals("silent", list.at("/sensors/0/event/event").asText(), "the worst stands first");
    assertTrue(list.at("/sensors/0/last").isNull());
    assertEquals(2, list.at("/sensors/1/last/n").asInt());
    assertEquals("{\"silent\":1,\"normal\":1}", list.at("/counts").toString());
    assertEquals("{}", get(200, "/model").at("/units").toString());
    assertEquals("s/1", list.at("/local/0").asText());
    assertEquals(400, send("GET", "/sensors?limit=0").statusCode());
    JsonNode recent = get(200, "/sensors/b/recent");
    assertEquals(1, recent.at("/scores/0/n").asInt());
    assertEquals("timer", recent.at("/forecast/reason").asText());
    feed.forget("b", () -> "{}");
    assertEquals(404, send("GET", "/sensors/b/recent").statusCode());
  }

  @Test
  void thePageIsServedWholeAndAlone() throws Exception {
    HttpResponse<String> page = send("GET", "/");
    assertTrue(page.body().startsWith("<!doctype html>"));
    assertTrue(
        page.headers()
            .firstValue("Content-Security-Policy")
            .orElse("")
            .contains("default-src 'self'"));
    for (String file : List.of("app.js", "charts.js", "scales.js", "style.css", "icon.svg")) {
      assertEquals(200, send("GET", "/" + file).statusCode(), file);
    }
    HttpResponse<String> head = send("HEAD", "/");
    assertEquals(200, head.statusCode());
    assertEquals("", head.body());
    assertEquals(404, send("GET", "/other.js").statusCode());
    assertEquals(404, send("GET", "/a/b").statusCode());
  }
}
