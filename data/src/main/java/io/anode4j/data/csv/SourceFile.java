package io.anode4j.data.csv;

/**
 * What was read.
 *
 * @param name the name of the file
 * @param sha256 digest of the file's bytes as they are on the disk, in hexadecimal
 * @param bytes the length of the file
 */
public record SourceFile(String name, String sha256, long bytes) {}
