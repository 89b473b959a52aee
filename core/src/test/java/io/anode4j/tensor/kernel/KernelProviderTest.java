package io.anode4j.tensor.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.tensor.MissingNativesException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelProviderTest {
  /** What the child JVMs below run: one product with the kernels that this JVM gets. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) {
      for (String again : args) {
        System.out.println(again + " " + refusal());
      }
      Kernels kernels = KernelProvider.active();
      KernelProvider.active();
      PackedMatrix w = kernels.newPacked(1, 1);
      w.load(new float[] {3}, 0, 1, 1, 0, 1, 0, 1);
      float[] y = new float[16];
      kernels.product(1, new float[] {2}, 0, 16, w, new float[16], 0, 0, y, 0, 16);
      System.out.println(kernels.name() + " " + y[0]);
    }

    private static String refusal() {
      try {
        return KernelProvider.active().name();
      } catch (IllegalArgumentException | IllegalStateException e) {
        return e.toString();
      }
    }
  }

  private record Output(int exit, String out, String err) {}

  private static Output run(String... flags) throws IOException, InterruptedException {
    return run(System.getProperty("java.class.path"), List.of(flags));
  }

  private static Output run(String classPath, List<String> flags, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-Xmx64m", "-cp", classPath));
    command.add(Child.class.getName());
    command.addAll(List.of(arguments));
    Path err = Files.createTempFile("anode4j-child", ".err");
    Process child = new ProcessBuilder(command).redirectError(err.toFile()).start();
    String out = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(child.waitFor(60, TimeUnit.SECONDS));
    String errors = Files.readString(err);
    Files.delete(err);
    return new Output(child.exitValue(), out, errors);
  }

  @Test
  void takesSimdWhereTheModuleIs() {
    assertTrue(KernelProvider.vectorModulePresent(), "tests run with the Vector module");
    assertTrue(KernelProvider.choose("auto").name().startsWith("simd-"));
    assertTrue(KernelProvider.choose("simd").name().startsWith("simd-"));
    assertSame(KernelProvider.active(), KernelProvider.active());
  }

  @Test
  void takesPlainJavaWhenTold() {
    assertEquals("plain", KernelProvider.choose("plain").name());
    assertEquals("plain", KernelProvider.plain().name());
  }

  @Test
  void refusesAnUnknownWord() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> KernelProvider.choose("gpu"))
            .getMessage();
    assertTrue(message.contains("anode4j.kernels=gpu"), message);
    assertTrue(message.contains("auto, simd, plain or blas"), message);
  }

  @Test
  void worksWithoutTheVectorModuleAndSaysOnceWhatToDo() throws Exception {
    Output child = run();
    assertEquals(0, child.exit(), child.err());
    assertEquals("plain 6.0", child.out().strip());
    List<String> warnings = child.err().lines().filter(l -> l.contains("WARN")).toList();
    assertEquals(1, warnings.size(), child.err());
    assertTrue(warnings.get(0).contains("--add-modules jdk.incubator.vector"), child.err());
  }

  @Test
  void saysNothingAboutPlainKernelsThatWereAskedFor() throws Exception {
    Output child = run("-Danode4j.kernels=plain");
    assertEquals("plain 6.0", child.out().strip(), child.err());
    assertTrue(child.err().lines().noneMatch(l -> l.contains("KernelProvider")), child.err());
  }

  @Test
  void refusesSimdWithoutTheVectorModule() throws Exception {
    Output child = run("-Danode4j.kernels=simd");
    assertEquals(1, child.exit());
    assertTrue(child.err().contains("the Vector module is absent"), child.err());
    assertTrue(child.err().contains("--add-modules jdk.incubator.vector"), child.err());
  }

  @Test
  void usesSimdInAChildThatHasTheModule() throws Exception {
    Output child = run("--add-modules", "jdk.incubator.vector");
    assertTrue(child.out().matches("simd-\\d+ 6\\.0\\s*"), child.out() + child.err());
    assertTrue(child.err().lines().noneMatch(l -> l.contains("KernelProvider")), child.err());
  }

  @Test
  void saysTheSameAtEachCallWhenTheChoiceCannotBe() throws Exception {
    String present = System.getProperty("java.class.path");
    Output child = run(present, List.of("-Danode4j.kernels=gpu"), "first", "second");
    String refusal = "java.lang.IllegalArgumentException: anode4j.kernels=gpu is unknown";
    List<String> said = child.out().lines().toList();
    assertEquals(2, said.size(), child.out() + child.err());
    assertTrue(said.get(0).startsWith("first " + refusal), child.out());
    assertTrue(said.get(1).startsWith("second " + refusal), child.out());
  }

  /** Without the jars that consumers lack, and without only those that hold the libraries. */
  @ParameterizedTest
  @ValueSource(strings = {"openblas", "linux-|macosx-|windows-"})
  void namesTheDependencyThatBlasNeeds(String absent) throws Exception {
    String left =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !Pattern.compile(absent).matcher(entry).find())
            .collect(Collectors.joining(File.pathSeparator));
    Output child = run(left, List.of("-Danode4j.kernels=blas"), "first", "second");
    assertEquals(1, child.exit());
    List<String> said = child.out().lines().toList();
    assertEquals(2, said.size(), child.out() + child.err());
    for (String line : said) {
      assertTrue(line.contains("MissingNativesException: -Danode4j.kernels=blas needs"), line);
      assertTrue(line.contains(MissingNativesException.dependency()), line);
    }
  }
}
