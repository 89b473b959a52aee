/**
 * Pictures of forecasts, as SVG, as PNG and in one self-contained HTML report.
 *
 * <p>A {@link io.anode4j.report.Chart} holds plain values and draws them at any {@link
 * io.anode4j.report.Size} into a {@link io.anode4j.chart.Scene}: a list of {@linkplain
 * io.anode4j.chart.Mark marks} whose colours are {@linkplain io.anode4j.chart.Ink roles}. Two pens
 * write a scene. The SVG one makes plain text, needs neither AWT nor fonts, carries title and
 * description for screen readers and follows the reader's light or dark setting; the PNG one paints
 * with Java2D, without a display, in the {@link io.anode4j.chart.Theme} asked for.
 *
 * <pre>{@code
 * FanChart chart =
 *     FanChart.of(forecast, 0, history, TimeFormat.isoDateTime())
 *         .withOutcome(series, 0)
 *         .withUnit("°C");
 * chart.scene().writeSvg(Path.of("forecast.svg"));
 * chart.scene().writePng(Path.of("forecast.png"), Theme.LIGHT);
 * }</pre>
 *
 * <p>{@link io.anode4j.report.HtmlReport} puts charts, scores, training and provenance on one page
 * that needs no other file, no script and no network:
 *
 * <pre>{@code
 * ReportContent content =
 *     ReportContent.titled("Pumps, 12 hours ahead")
 *         .forecast(chart)
 *         .scores(List.of(ScoreRow.model("latent ODE", model), ScoreRow.baseline("last value", last)))
 *         .provenance("seed", "42")
 *         .build();
 * HtmlReport.of(content).write(Path.of("report.html"));
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.report;
