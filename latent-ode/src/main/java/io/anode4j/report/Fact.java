package io.anode4j.report;

/**
 * Something that a report states: a setting, a count, where the data came from.
 *
 * @param name what it is
 * @param value what it was
 */
public record Fact(String name, String value) {}
