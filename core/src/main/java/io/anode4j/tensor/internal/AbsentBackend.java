package io.anode4j.tensor.internal;

import io.anode4j.tensor.MissingNativesException;
import org.nd4j.common.config.ND4JEnvironmentVars;
import org.nd4j.common.config.ND4JSystemProperties;
import org.nd4j.common.io.Resource;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4jBackend;

/**
 * The last back end that ND4J tries, when no other is there: it says which dependency brings one,
 * also to those who call ND4J themselves. Found by ND4J as a service.
 */
public final class AbsentBackend extends Nd4jBackend {
  /** Made by the service loader. */
  public AbsentBackend() {}

  @Override
  public int getPriority() {
    return -1;
  }

  /**
   * Refuses. Exceptions are what ND4J logs and passes over, so this is an error; but for back ends
   * that ND4J is told to load from elsewhere, which it does after the last of these.
   */
  @Override
  public boolean isAvailable() {
    if (System.getProperty(ND4JSystemProperties.DYNAMIC_LOAD_CLASSPATH_PROPERTY) != null
        || System.getenv(ND4JEnvironmentVars.BACKEND_DYNAMIC_LOAD_CLASSPATH) != null) {
      return false;
    }
    throw new UnsatisfiedLinkError(new MissingNativesException("ND4J", null).getMessage());
  }

  @Override
  public boolean canRun() {
    return false;
  }

  @Override
  public boolean allowsOrder() {
    return false;
  }

  @Override
  public Resource getConfigurationResource() {
    throw new UnsupportedOperationException("never chosen");
  }

  @Override
  public Class<?> getNDArrayClass() {
    throw new UnsupportedOperationException("never chosen");
  }

  @Override
  public Environment getEnvironment() {
    throw new UnsupportedOperationException("never chosen");
  }

  @Override
  public String buildInfo() {
    return "none";
  }

  @Override
  public void logBackendInit() {}
}
