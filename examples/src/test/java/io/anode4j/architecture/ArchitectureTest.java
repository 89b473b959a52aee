package io.anode4j.architecture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final String BROKEN = "io.anode4j.architecture.broken";

  /** All modules' classes, without their tests. */
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.anode4j");

  private static final JavaClasses BROKEN_HOUSE = new ClassFileImporter().importPackages(BROKEN);

  /** Each rule, and the class of the broken house that it must find. */
  static Stream<Arguments> rules() {
    return Stream.of(
        rule("modules depend one way", Architecture::modulesDependOneWay, "data.KnowsTensor"),
        rule("rooms depend one way", Architecture::roomsDependOneWay, "model.KnowsAFamily"),
        rule("packages are known", Architecture::everyPackageBelongsToAModule, "elsewhere.Lost"),
        rule("packages have no cycles", Architecture::packagesHaveNoCycles, "tensor.KnowsLayer"),
        rule("internals", Architecture::internalsStayInTheirModule, "latent.ReachesInside"),
        rule("ND4J", Architecture::onlyCoreKnowsNd4jAndTheVectorApi, "latent.KnowsNd4j"),
        rule("picocli", Architecture::onlyTheCommandLineKnowsPicocli, "latent.KnowsPicocli"),
        rule("printing", Architecture::onlyTheCommandLinePrints, "latent.Prints"),
        rule("drawing", Architecture::onlyReportsDraw, "latent.Draws"),
        rule("serialisation", Architecture::nothingIsSerializable, "latent.CanBeSerialized"),
        rule("static fields", Architecture::staticFieldsAreFinal, "latent.Counts.count"),
        rule("static state", Architecture::staticFieldsHoldNoState, "latent.Counts.TOTAL"),
        rule("names", Architecture::namesSayWhatAClassIs, "latent.NumberUtil"),
        rule("package-info", Architecture::everyPackageIsIntroduced, "flow.Unannounced"));
  }

  private static Arguments rule(
      String name, Function<Architecture, ArchRule> rule, String offender) {
    return argumentSet(name, rule, offender);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void houseKeepsRule(Function<Architecture, ArchRule> rule, String offender) {
    rule.apply(new Architecture("io.anode4j")).check(HOUSE);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void ruleFindsItsOffender(Function<Architecture, ArchRule> rule, String offender) {
    EvaluationResult result =
        rule.apply(new Architecture(BROKEN)).allowEmptyShould(true).evaluate(BROKEN_HOUSE);
    assertTrue(
        String.join("\n", result.getFailureReport().getDetails()).contains(offender),
        () -> "expected a violation by " + offender + ", found " + result.getFailureReport());
  }

  @Test
  void houseIsSeenAsAWhole() {
    for (String one : new String[] {"tensor", "data", "forecast", "report"}) {
      assertFalse(
          HOUSE.getPackage("io.anode4j." + one).getClassesInPackageTree().isEmpty(),
          "no class of io.anode4j." + one + " was found");
    }
  }
}
