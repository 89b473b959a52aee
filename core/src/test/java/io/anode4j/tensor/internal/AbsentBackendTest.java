package io.anode4j.tensor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.tensor.MissingNativesException;
import io.anode4j.tensor.NdArrays;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.nd4j.common.config.ND4JSystemProperties;
import org.nd4j.linalg.factory.Nd4jBackend;

class AbsentBackendTest {
  private final AbsentBackend backend = new AbsentBackend();

  @Test
  void comesAfterAllOthers() {
    List<Nd4jBackend> inOrder =
        ServiceLoader.load(Nd4jBackend.class).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparingInt(b -> -b.getPriority()))
            .toList();
    assertEquals(2, inOrder.size(), "the native one is among the tests' dependencies");
    assertEquals(AbsentBackend.class, inOrder.get(1).getClass());
  }

  @Test
  void namesTheDependency() {
    String message = assertThrows(UnsatisfiedLinkError.class, backend::isAvailable).getMessage();
    assertTrue(message.contains(MissingNativesException.dependency()), message);
    assertTrue(
        MissingNativesException.dependency().contains("<artifactId>anode4j-natives</artifactId>"));
  }

  @Test
  void stepsAsideForOneThatIsLoadedFromElsewhere() {
    String property = ND4JSystemProperties.DYNAMIC_LOAD_CLASSPATH_PROPERTY;
    System.setProperty(property, "backend.jar");
    try {
      assertFalse(backend.isAvailable());
    } finally {
      System.clearProperty(property);
    }
  }

  @Test
  void isNeverChosen() {
    assertFalse(backend.canRun());
    assertFalse(backend.allowsOrder());
    assertEquals("none", backend.buildInfo());
    backend.logBackendInit();
    assertThrows(UnsupportedOperationException.class, backend::getConfigurationResource);
    assertThrows(UnsupportedOperationException.class, backend::getNDArrayClass);
    assertThrows(UnsupportedOperationException.class, backend::getEnvironment);
  }

  @Test
  void isNotAskedWhereNativesAre() {
    NdArrays.requireNatives();
  }

  @Test
  void theLastCauseIsNamed() {
    Throwable cause = new ExceptionInInitializerError(new IllegalArgumentException("libpump.so"));
    String message = new MissingNativesException("ND4J", cause).getMessage();
    assertTrue(message.startsWith("ND4J needs native libraries"), message);
    assertTrue(message.contains("(java.lang.IllegalArgumentException: libpump.so)"), message);
  }
}
