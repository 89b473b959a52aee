package io.anode4j.data.csv;

import java.util.Locale;

/**
 * What was read.
 *
 * @param name the name of the file
 * @param sha256 digest of the file's bytes as they are on the disk, in hexadecimal
 * @param bytes the length of the file
 */
public record SourceFile(String name, String sha256, long bytes) {
  /** A file's name without its ending. */
  static String stem(String name) {
    boolean compressed = name.toLowerCase(Locale.ROOT).endsWith(".gz");
    String plain = compressed ? name.substring(0, name.length() - 3) : name;
    int dot = plain.lastIndexOf('.');
    return dot > 0 ? plain.substring(0, dot) : plain;
  }
}
