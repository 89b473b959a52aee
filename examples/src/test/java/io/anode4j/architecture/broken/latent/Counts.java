package io.anode4j.architecture.broken.latent;

import java.util.concurrent.atomic.AtomicInteger;

final class Counts {
  static final AtomicInteger TOTAL = new AtomicInteger();
  static int count;
}
