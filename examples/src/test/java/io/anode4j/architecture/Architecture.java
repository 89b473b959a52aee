package io.anode4j.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The rules that hold between the packages below a root package. The root is a parameter, so that
 * the rules can be tried on a house that breaks them.
 *
 * @param root the package under which the modules' packages lie
 */
record Architecture(String root) {
  private static final Map<String, List<String>> MODULES =
      Map.of(
          "core",
              List.of(
                  "tensor",
                  "nn",
                  "ode",
                  "gradient",
                  "anode",
                  "flow",
                  "optim",
                  "rnn",
                  "gp",
                  "chart"),
          "data", List.of("data"),
          "latent-ode",
              List.of(
                  "forecast",
                  "evaluation",
                  "period",
                  "classification",
                  "regression",
                  "tree",
                  "anchor",
                  "imputation",
                  "stack",
                  "model",
                  "onnx",
                  "training",
                  "sequence",
                  "recurrent",
                  "latent",
                  "filter",
                  "detection",
                  "report",
                  "cli"),
          "streaming", List.of("streaming"),
          "examples", List.of("examples", "experiments"));

  /** Holders of state that a final field does not make constant. */
  private static final List<Class<?>> MUTABLE =
      List.of(
          AtomicInteger.class,
          AtomicLong.class,
          AtomicReference.class,
          ConcurrentMap.class,
          ExecutorService.class,
          Random.class);

  ArchRule modulesDependOneWay() {
    return layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("core")
        .definedBy(packagesOf("core"))
        .layer("data")
        .definedBy(packagesOf("data"))
        .layer("latent-ode")
        .definedBy(packagesOf("latent-ode"))
        .layer("streaming")
        .definedBy(packagesOf("streaming"))
        .layer("examples")
        .definedBy(packagesOf("examples"))
        .whereLayer("core")
        .mayNotAccessAnyLayer()
        .whereLayer("data")
        .mayNotAccessAnyLayer()
        .whereLayer("latent-ode")
        .mayOnlyAccessLayers("core", "data")
        .whereLayer("streaming")
        .mayOnlyAccessLayers("core", "data", "latent-ode")
        .because("examples → streaming → latent-ode → core, data is the only direction");
  }

  /**
   * The rooms of the models, from the ground up: what all models share, how they are trained, the
   * parts, the models made of them, the filter. Each knows those below it alone.
   */
  ArchRule roomsDependOneWay() {
    return layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("figures")
        .definedBy(
            root + ".forecast",
            root + ".evaluation",
            root + ".period",
            root + ".classification",
            root + ".regression",
            root + ".tree")
        .layer("model")
        .definedBy(root + ".model")
        .layer("anchor")
        .definedBy(root + ".anchor", root + ".stack")
        .layer("onnx")
        .definedBy(root + ".onnx")
        .layer("training")
        .definedBy(root + ".training")
        .layer("parts")
        .definedBy(
            root + ".latent.window",
            root + ".latent.encoder",
            root + ".latent.dynamics",
            root + ".latent.likelihood",
            root + ".latent.task")
        .layer("sequence")
        .definedBy(root + ".sequence")
        .layer("recurrent")
        .definedBy(root + ".recurrent")
        .layer("latent")
        .definedBy(root + ".latent")
        .layer("imputation")
        .definedBy(root + ".imputation")
        .layer("filter")
        .definedBy(root + ".filter")
        .whereLayer("figures")
        .mayNotAccessAnyLayer()
        .whereLayer("model")
        .mayOnlyAccessLayers("figures")
        .whereLayer("onnx")
        .mayNotAccessAnyLayer()
        .whereLayer("anchor")
        .mayOnlyAccessLayers("figures", "model")
        .whereLayer("imputation")
        .mayOnlyAccessLayers("figures", "anchor")
        .whereLayer("training")
        .mayOnlyAccessLayers("figures", "model")
        .whereLayer("parts")
        .mayOnlyAccessLayers("figures", "model")
        .whereLayer("latent")
        .mayOnlyAccessLayers("figures", "model", "onnx", "anchor", "training", "parts")
        .whereLayer("sequence")
        .mayOnlyAccessLayers("figures", "model", "training")
        .whereLayer("recurrent")
        .mayOnlyAccessLayers("figures", "model", "training", "sequence", "parts")
        .whereLayer("filter")
        .mayOnlyAccessLayers(
            "figures", "model", "onnx", "training", "sequence", "recurrent", "latent")
        .because("a part that knew the model could not be exchanged");
  }

  ArchRule everyPackageBelongsToAModule() {
    String[] known =
        MODULES.keySet().stream()
            .flatMap(module -> List.of(packagesOf(module)).stream())
            .toArray(String[]::new);
    return classes()
        .should()
        .resideInAnyPackage(known)
        .because("the list of packages at the top of this class is the plan of the house");
  }

  ArchRule packagesHaveNoCycles() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  ArchRule internalsStayInTheirModule() {
    return classes().should(notReachIntoOtherModules());
  }

  /** One package hands ND4J's arrays in and out, and only lessons may depend on it. */
  ArchRule onlyCoreKnowsNd4jAndTheVectorApi() {
    String adapter = root + ".forecast.nd4j";
    ArchRule arrays =
        noClasses()
            .that()
            .resideOutsideOfPackages(packagesOf("core"))
            .and()
            .resideOutsideOfPackages(adapter, root + ".examples.nd4j")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j..", adapter)
            .because("ND4J must stay replaceable, and unloaded where no array of it is asked for");
    ArchRule natives =
        noClasses()
            .that()
            .resideOutsideOfPackages(packagesOf("core"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco..", "jdk.incubator..")
            .because("native libraries must stay replaceable, and the Vector API optional");
    return CompositeArchRule.of(arrays).and(natives);
  }

  ArchRule onlyTheCommandLineKnowsPicocli() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            root + ".cli..", root + ".streaming.command..", root + ".experiments.command..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .because("picocli is optional and does not reach embedders");
  }

  ArchRule onlyTheCommandLinePrints() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            root + ".cli..", root + ".streaming.command..", root + ".examples..")
        .should(ACCESS_STANDARD_STREAMS)
        .because("a library reports through results, listeners and SLF4J");
  }

  ArchRule onlyReportsDraw() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(root + ".report..", root + ".chart..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.awt..", "javax.imageio..")
        .because("forecasting must work where java.desktop is missing");
  }

  ArchRule nothingIsSerializable() {
    return noClasses()
        .that()
        .areNotAssignableTo(Throwable.class)
        .and()
        .areNotEnums()
        .and()
        .areNotAssignableTo("org.slf4j.helpers.LegacyAbstractLogger") // which SLF4J made so
        .should()
        .beAssignableTo(Serializable.class)
        .because("model files are read without executing anything");
  }

  ArchRule staticFieldsAreFinal() {
    return fields().that().areStatic().and(are(writtenByAPerson())).should().beFinal();
  }

  ArchRule staticFieldsHoldNoState() {
    return noFields()
        .that()
        .areStatic()
        .should()
        .haveRawType(
            describe(
                "a holder of mutable state",
                type -> MUTABLE.stream().anyMatch(type::isAssignableTo)));
  }

  ArchRule namesSayWhatAClassIs() {
    return noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)")
        .because("such a name fits anything: say what the class is");
  }

  ArchRule everyPackageIsIntroduced() {
    return classes().should(new LieInAnIntroducedPackage());
  }

  private String[] packagesOf(String module) {
    return MODULES.get(module).stream()
        .map(name -> root + "." + name + "..")
        .toArray(String[]::new);
  }

  /** The module whose package a class lies in; the name of the package if there is none. */
  private String moduleOf(JavaClass type) {
    String inside = type.getPackageName().substring(root.length()).replaceFirst("^\\.", "");
    String first = inside.contains(".") ? inside.substring(0, inside.indexOf('.')) : inside;
    return MODULES.entrySet().stream()
        .filter(module -> module.getValue().contains(first))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(first);
  }

  private boolean isInternal(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(root + ".")
        && (name.endsWith(".internal")
            || name.contains(".internal.")
            || name.startsWith(root + ".tensor.kernel"));
  }

  private ArchCondition<JavaClass> notReachIntoOtherModules() {
    return new ArchCondition<>("not use the internals of another module") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass();
          if (isInternal(target) && !moduleOf(target).equals(moduleOf(type))) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static DescribedPredicate<JavaField> writtenByAPerson() {
    return describe(
        "written by a person", field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC));
  }
}
