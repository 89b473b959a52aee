package io.anode4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The code in the packages' descriptions compiles; what it takes as given is named here. */
class PackageSnippetsTest {
  private static final Path SOURCES = Path.of("src/main/java/io/anode4j");
  private static final Pattern SNIPPET =
      Pattern.compile("<pre>\\{@code\\R(.*?)^ \\* \\}</pre>", Pattern.DOTALL | Pattern.MULTILINE);

  /** A package's snippets follow one another, as its reader would type them. */
  private static String snippets(String packageName) throws IOException {
    String text = Files.readString(SOURCES.resolve(packageName).resolve("package-info.java"));
    Matcher matcher = SNIPPET.matcher(text);
    StringBuilder code = new StringBuilder();
    while (matcher.find()) {
      code.append(matcher.group(1).replaceAll("(?m)^ \\* ?", ""));
    }
    return code.toString();
  }

  private static List<String> errors(String code, String given, Path folder) {
    String source =
        Stream.of("anode", "chart", "flow", "gp", "gradient", "nn", "ode", "optim", "rnn", "tensor")
                .map(p -> "import io.anode4j." + p + ".*;\n")
                .collect(Collectors.joining())
            + "import org.nd4j.linalg.api.ndarray.INDArray;\n"
            + "class Snippet { void run("
            + given
            + ") {\n"
            + code
            + "} }\n";
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", "" + folder);
    ToolProvider.getSystemJavaCompiler()
        .getTask(new StringWriter(), null, found, options, null, List.of(file))
        .call();
    return found.getDiagnostics().stream()
        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
        .map(d -> d.getMessage(null))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "anode    | Matrix inputs, Matrix targets",
        "flow     | Matrix data",
        "gp       | Matrix images, Matrix targets, Matrix others",
        "gradient | VectorField field, Matrix y0, DoubleField formula",
        "nn       | Matrix x, java.nio.file.Path file",
        "ode      | ''",
        "optim    | Parameters parameters, float[] gradient, long step, Network network,"
            + " Matrix inputs, Matrix targets",
        "chart    | 'double[] epochs, double[] node, double[] anode'",
        "rnn       | java.util.List<TimedSequence> sequences, double[] times",
        "tensor   | ''"
      })
  void compile(String packageName, String given, @TempDir Path folder) throws IOException {
    String code = snippets(packageName);
    assertFalse(code.isBlank(), "no snippet in " + packageName);
    assertEquals(List.of(), errors(code, given, folder), code);
  }

  @Test
  void anErrorIsFound(@TempDir Path folder) {
    assertTrue(errors("Solver.dopri6(1e-3, 1e-4);", "", folder).toString().contains("dopri6"));
  }
}
