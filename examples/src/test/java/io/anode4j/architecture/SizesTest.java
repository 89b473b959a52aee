package io.anode4j.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** The sizes of CONTRIBUTING.md: what has outgrown them is taken apart along its seams. */
class SizesTest {
  private static final int MOST_LINES = 350;
  private static final int MOST_METHOD_LINES = 60;
  private static final int MOST_COMPONENTS = 12;

  private record Measures(List<String> tooLarge, List<Integer> files, List<Integer> methods) {}

  private static Measures measure() {
    return measure(SourceTrees.sources("src/main/java"));
  }

  private static Measures measure(List<Path> sources) {
    Measures found = new Measures(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try {
      return SourceTrees.parse(
          sources,
          (task, units) -> {
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : units) {
              new Sizes(unit, positions, found).measure();
            }
            return found;
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Sizes extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final Measures found;
    private final String file;

    Sizes(CompilationUnitTree unit, SourcePositions positions, Measures found) {
      this.unit = unit;
      this.positions = positions;
      this.found = found;
      this.file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
    }

    void measure() throws IOException {
      int lines = (int) unit.getSourceFile().getCharContent(true).toString().lines().count();
      found.files.add(lines);
      require(lines, MOST_LINES, file, "lines");
      scan(unit, null);
    }

    private void require(int size, int most, String what, String unitOfSize) {
      if (size > most) {
        found.tooLarge.add(what + " has " + size + " " + unitOfSize + "; expected at most " + most);
      }
    }

    @Override
    public Void visitMethod(MethodTree method, Void none) {
      LineMap map = unit.getLineMap();
      long start = positions.getStartPosition(unit, method);
      long end = positions.getEndPosition(unit, method);
      if (start >= 0 && end > start && method.getBody() != null) {
        int lines = (int) (map.getLineNumber(end) - map.getLineNumber(start) + 1);
        found.methods.add(lines);
        require(lines, MOST_METHOD_LINES, file + " " + method.getName(), "lines");
      }
      return super.visitMethod(method, none);
    }

    @Override
    public Void visitClass(ClassTree type, Void none) {
      if (type.getKind() == Tree.Kind.RECORD) {
        int components =
            (int)
                type.getMembers().stream()
                    .filter(VariableTree.class::isInstance)
                    .map(VariableTree.class::cast)
                    .filter(v -> !v.getModifiers().getFlags().contains(Modifier.STATIC))
                    .count();
        require(components, MOST_COMPONENTS, file + " " + type.getSimpleName(), "components");
      }
      return super.visitClass(type, none);
    }
  }

  private static int quantile(List<Integer> sizes, double share) {
    return sizes.stream().sorted().toList().get((int) (share * (sizes.size() - 1)));
  }

  @Test
  void nothingHasOutgrownItsSize() {
    assertEquals(List.of(), measure().tooLarge);
  }

  @Test
  void noTestHasOutgrownItsFile() throws IOException {
    for (Path test : SourceTrees.sources("src/test/java")) {
      long lines = Files.readString(test).lines().count();
      assertTrue(
          lines <= MOST_LINES,
          test + " has " + lines + " lines; expected at most " + MOST_LINES + ": part it");
    }
  }

  @Test
  void mostFilesAndMethodsAreSmall() {
    Measures found = measure();
    assertTrue(quantile(found.files, 0.5) <= 80, "median of files " + quantile(found.files, 0.5));
    int long9 = quantile(found.methods, 0.9);
    assertTrue(long9 <= 19, "nine methods in ten have up to " + long9 + " lines");
  }
}
