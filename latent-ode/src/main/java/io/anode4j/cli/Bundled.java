package io.anode4j.cli;

import io.anode4j.data.NearNames;
import io.anode4j.data.bundled.BundledData;
import java.util.Arrays;
import java.util.List;

/** The bundled data sets by the names that the command line gives them. */
final class Bundled {
  private Bundled() {}

  /** {@return the data set of an id such as {@code mauna-loa-co2}, or of its file name} */
  static BundledData of(String name) {
    List<BundledData> all = Arrays.asList(BundledData.values());
    return all.stream()
        .filter(data -> data.fileName().equals(name) || data.id().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name, all.stream().map(BundledData::id).toList()));
  }

  private static CommandFailure unknown(String name, List<String> known) {
    return CommandFailure.usage(
        "found no bundled data set '%s'; expected one of %s; %s"
            .formatted(name, String.join(", ", known), NearNames.remedy(name, known)),
        null);
  }
}
