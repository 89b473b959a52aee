package io.anode4j.tensor.kernel;

import static java.util.Objects.requireNonNull;

import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.MissingNativesException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the kernels once a JVM. {@code -Danode4j.kernels=auto|simd|plain|blas} overrides the
 * choice: {@code auto} takes SIMD where the Vector module is present and plain Java otherwise;
 * {@code blas} adds OpenBLAS for large products, at the price of bit-for-bit row independence.
 */
public final class KernelProvider {
  /** System property that overrides the choice. */
  public static final String PROPERTY = "anode4j.kernels";

  private static final Logger LOG = LoggerFactory.getLogger(KernelProvider.class);
  private static final String BLAS = "-D" + PROPERTY + "=blas";
  private static final String REMEDY = "start Java with --add-modules jdk.incubator.vector";

  private KernelProvider() {}

  /** Initialised on first use, so that a program that never computes never pays. */
  private static final class Holder {
    static final Choice ACTIVE = Choice.of(System.getProperty(PROPERTY, "auto"));
  }

  /** Kernels, or why there are none: an initialiser that throws would say it once, and wrapped. */
  private record Choice(@Nullable Kernels kernels, @Nullable RuntimeException refusal) {
    static Choice of(String word) {
      try {
        return new Choice(choose(word), null);
      } catch (IllegalArgumentException | IllegalStateException e) {
        return new Choice(null, e);
      }
    }
  }

  /**
   * The kernels of this JVM.
   *
   * @return the same ones at each call
   * @throws IllegalArgumentException when the property asks for an unknown word, at each call
   * @throws IllegalStateException when it asks for what cannot be had, at each call; {@link
   *     MissingNativesException} for {@code blas} without its native library
   */
  public static Kernels active() {
    Choice choice = Holder.ACTIVE;
    if (choice.kernels == null) {
      throw requireNonNull(choice.refusal);
    }
    return choice.kernels;
  }

  /** Plain-Java kernels, always available. */
  public static Kernels plain() {
    return new PlainKernels();
  }

  /** True when the Vector module was added to this JVM. */
  public static boolean vectorModulePresent() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /**
   * Kernels by the value of {@link #PROPERTY}.
   *
   * @param choice auto, simd, plain or blas
   * @return the kernels
   * @throws IllegalArgumentException for another word
   * @throws IllegalStateException when {@code simd} was demanded and cannot be had
   * @throws MissingNativesException when {@code blas} was demanded without its native library
   */
  public static Kernels choose(String choice) {
    Kernels chosen =
        switch (choice) {
          case "auto" ->
              vectorModulePresent() && SimdLoader.usable() ? SimdLoader.load() : warned();
          case "simd" -> demanded();
          case "plain" -> new PlainKernels();
          case "blas" -> blas();
          default ->
              throw new IllegalArgumentException(
                  PROPERTY + "=" + choice + " is unknown; expected auto, simd, plain or blas");
        };
    LOG.debug("kernels: {}", chosen.name());
    return chosen;
  }

  private static Kernels warned() {
    LOG.warn("anode4j computes without SIMD, about three times slower; {}", REMEDY);
    return new PlainKernels();
  }

  private static Kernels blas() {
    try {
      return new BlasKernels(choose("auto"), BlasKernels.CROSSOVER);
    } catch (LinkageError e) {
      throw new MissingNativesException(BLAS, e);
    }
  }

  private static Kernels demanded() {
    if (!vectorModulePresent()) {
      throw new IllegalStateException(
          PROPERTY + "=simd, but the Vector module is absent; " + REMEDY);
    }
    return SimdLoader.load();
  }

  /** Apart, so that no Vector class is touched before the module is known to be there. */
  private static final class SimdLoader {
    static boolean usable() {
      return Matrix.PADDING % SimdKernels.lanes() == 0 && SimdKernels.lanes() >= 4;
    }

    static Kernels load() {
      return new SimdKernels();
    }
  }
}
