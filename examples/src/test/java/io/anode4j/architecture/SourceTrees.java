package io.anode4j.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
