package io.anode4j.data;

import java.nio.charset.StandardCharsets;

/** A number that looks random but depends on a name and a seed alone. */
final class SeededKey {
  private SeededKey() {}

  /** FNV-1a of the name, finished by the mixer of SplitMix64 so that near names lie far apart. */
  static long of(String name, long seed) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    long mixed = hash + seed * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
