package io.anode4j.latent;

import io.anode4j.latent.window.WindowQuery;
import org.jspecify.annotations.Nullable;

/**
 * A query as the network is asked it, and the way back of its answers to the channels' scales.
 *
 * @param query in its frame, if there is one
 * @param framed the frame
 */
record Asked(WindowQuery query, Framing.@Nullable Framed framed) {
  double location(int time, int channel, double decoded) {
    return framed == null
        ? decoded
        : framed.frame().fromFrame(channel, decoded + framed.anchor()[time][channel]);
  }

  double scale(int channel, double decoded) {
    return framed == null ? decoded : decoded * framed.frame().scale()[channel];
  }
}
