package io.anode4j.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Native libraries were asked for, by ND4J's arrays or by {@code -Danode4j.kernels=blas}, and are
 * not there: they come with one dependency of their own, which the message names. Nothing else of
 * anode4j needs them. ND4J does not try twice: the JVM must be started again.
 */
public final class MissingNativesException extends IllegalStateException {
  /**
   * Says who asked, what stood in the way and which dependency helps.
   *
   * @param asked who asked, such as {@code ND4J}
   * @param cause what the attempt to load them ended with, if there was one
   */
  public MissingNativesException(String asked, @Nullable Throwable cause) {
    super(sentence(asked, cause), cause);
  }

  /** {@return the dependency that brings the native libraries, as one line of a Maven POM} */
  public static String dependency() {
    String version = MissingNativesException.class.getPackage().getImplementationVersion();
    return "<dependency><groupId>io.anode4j</groupId><artifactId>anode4j-natives</artifactId><version>"
        + (version == null ? "${anode4j.version}" : version)
        + "</version><scope>runtime</scope></dependency>";
  }

  private static String sentence(String asked, @Nullable Throwable cause) {
    return asked
        + " needs native libraries that are not on the class path or cannot be loaded here"
        + (cause == null ? "" : " (" + origin(cause) + ")")
        + "; add them to the build, about 105 MB: "
        + dependency();
  }

  /** The last of the causes names the library or the file. */
  private static Throwable origin(Throwable cause) {
    Throwable origin = cause;
    while (origin.getCause() != null) {
      origin = origin.getCause();
    }
    return origin;
  }
}
