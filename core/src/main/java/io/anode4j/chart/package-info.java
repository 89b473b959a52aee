/**
 * Charts of numbers, in light and dark, as SVG and as PNG, with nothing but Java.
 *
 * <p>A {@link io.anode4j.chart.Plot} holds curves, dots, arrows or a density over one pair of axes;
 * {@link io.anode4j.chart.Plots} sets some of them side by side into a {@link
 * io.anode4j.chart.Scene}. A scene is a list of {@linkplain io.anode4j.chart.Mark marks} whose
 * colours are {@linkplain io.anode4j.chart.Ink roles}. Two pens write it: the SVG one makes plain
 * text, needs neither AWT nor fonts, carries title and description for screen readers and follows
 * the reader's light or dark setting; the PNG one paints with Java2D, without a display, in the
 * {@link io.anode4j.chart.Theme} asked for.
 *
 * <pre>{@code
 * Plot loss =
 *     Plot.titled("loss").withAxes("epoch", "Huber").logarithmicY()
 *         .curve("NODE", epochs, node, Ink.OUTCOME)
 *         .curve("ANODE", epochs, anode, Ink.FORECAST);
 * String svg = Plots.row("Two losses", "ANODE ends lower.", loss).toSvg();
 * }</pre>
 *
 * <p>The report of forecasts ({@code anode4j-latent-ode}) stands on the same scenes, scales and
 * ticks.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.chart;
