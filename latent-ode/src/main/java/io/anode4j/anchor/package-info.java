/**
 * Windows seen from where they are: location and scale of the recent past ({@link
 * io.anode4j.anchor.WindowFrame}), simple rules in units of that frame ({@link
 * io.anode4j.anchor.AnchorRules}), and a ridge regression on them ({@link
 * io.anode4j.anchor.LinearAnchor}), which forecasts by itself and anchors what a network adds.
 */
@org.jspecify.annotations.NullMarked
package io.anode4j.anchor;
