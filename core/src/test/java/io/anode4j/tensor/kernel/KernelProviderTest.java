package io.anode4j.tensor.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KernelProviderTest {
  /** What the child JVMs below run: one product with the kernels that this JVM gets. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) {
      Kernels kernels = KernelProvider.active();
      KernelProvider.active();
      PackedMatrix w = kernels.newPacked(1, 1);
      w.load(new float[] {3}, 0, 1, 1, 0, 1, 0, 1);
      float[] y = new float[16];
      kernels.product(1, new float[] {2}, 0, 16, w, new float[16], 0, 0, y, 0, 16);
      System.out.println(kernels.name() + " " + y[0]);
    }
  }

  private record Output(int exit, String out, String err) {}

  private static Output run(String... flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    command.addAll(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path")));
    command.add(Child.class.getName());
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
}
