package io.anode4j.report;

import java.util.List;

/**
 * What a report stands on.
 *
 * @param data what was read
 * @param refused what was not, and why
 * @param configuration settings of the model
 * @param provenance where data and model came from
 */
public record ReportOrigins(
    List<Fact> data, List<String> refused, List<Fact> configuration, List<Fact> provenance) {
  /** Copies the lists. */
  public ReportOrigins {
    data = List.copyOf(data);
    refused = List.copyOf(refused);
    configuration = List.copyOf(configuration);
    provenance = List.copyOf(provenance);
  }
}
