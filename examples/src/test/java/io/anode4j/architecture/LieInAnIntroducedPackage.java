package io.anode4j.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** A package says what it is for, and that nothing in it is null unless it says so. */
final class LieInAnIntroducedPackage extends ArchCondition<JavaClass> {
  LieInAnIntroducedPackage() {
    super("lie in a package with a package-info marked @NullMarked");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    boolean introduced =
        type.getPackage()
            .tryGetPackageInfo()
            .filter(info -> info.isAnnotatedWith(NullMarked.class))
            .isPresent();
    if (!introduced) {
      events.add(
          SimpleConditionEvent.violated(
              type,
              "%s lies in a package without a @NullMarked package-info.java"
                  .formatted(type.getName())));
    }
  }
}
