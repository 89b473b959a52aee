package io.anode4j.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Sources as the compiler's parser sees them. */
final class SourceTrees {
  private SourceTrees() {}

  /** What looks at the parsed sources while their files are open. */
  @FunctionalInterface
  interface Look<T> {
    T at(JavacTask task, Iterable<? extends CompilationUnitTree> units) throws IOException;
  }

  /**
   * All sources of all modules.
   *
   * @param folder of a module, as {@code src/main/java}
   */
  static List<Path> sources(String folder) {
    Path root = Path.of("").toAbsolutePath().getParent();
    List<Path> sources = new ArrayList<>();
    for (String module :
        List.of("core", "data", "latent-ode", "latent-ode/spark", "streaming", "examples")) {
      try (Stream<Path> files = Files.walk(root.resolve(module).resolve(folder))) {
        files.filter(f -> f.toString().endsWith(".java")).forEach(sources::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    assertTrue(sources.size() > 300, "only " + sources.size() + " sources were found");
    return sources;
  }

  static <T> T parse(List<Path> sources, Look<T> look) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      return look.at(task, task.parse());
    }
  }
}
