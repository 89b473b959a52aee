package io.anode4j.cli;

import io.anode4j.data.bundled.BundledData;
import java.util.Arrays;
import java.util.List;

/** The bundled data sets by the names that the command line gives them. */
final class Bundled {
  private Bundled() {}

  /** {@return such as {@code mauna-loa-co2}} */
  static String name(BundledData data) {
    return data.id();
  }

  /** {@return the data set of a name, with or without {@code .csv}} */
  static BundledData of(String name) {
    List<BundledData> all = Arrays.asList(BundledData.values());
    return all.stream()
        .filter(data -> data.fileName().equals(name) || name(data).equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name, all.stream().map(Bundled::name).toList()));
  }

  private static CommandFailure unknown(String name, List<String> known) {
    return CommandFailure.usage(
        "found no bundled data set '%s'; expected %s; mend the name"
            .formatted(name, NearestName.suggestion(name, known)),
        null);
  }
}
