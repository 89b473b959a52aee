package io.anode4j.architecture;

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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/**
 * The lines of a source that say what it does: those of method bodies, of fields and constants,
 * trimmed. Without package, imports, comments, lines of less than two words (braces, {@code else},
 * {@code @Override}), and without what is only a contract: the heads of types, a record's
 * components, and the signatures of methods, which an implementation has from its interface.
 */
final class SignificantLines extends TreeScanner<Void, Void> {
  private static final Pattern TWO_WORDS = Pattern.compile("\\w.*\\W\\w");

  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final LineMap lines;
  private final BitSet contracts = new BitSet();

  private SignificantLines(CompilationUnitTree unit, SourcePositions positions) {
    this.unit = unit;
    this.positions = positions;
    this.lines = unit.getLineMap();
  }

  /** Of each source, by its path below {@code io/anode4j}. */
  static Map<String, List<String>> of(List<Path> sources) throws IOException {
    return SourceTrees.parse(
        sources,
        (task, units) -> {
          SourcePositions positions = Trees.instance(task).getSourcePositions();
          Map<String, List<String>> found = new TreeMap<>();
          for (CompilationUnitTree unit : units) {
            String name = unit.getSourceFile().getName().replace('\\', '/');
            found.put(
                name.substring(name.lastIndexOf("io/anode4j/") + "io/anode4j/".length()),
                new SignificantLines(unit, positions).lines());
          }
          return found;
        });
  }

  private List<String> lines() throws IOException {
    scan(unit, null);
    List<String> found = new ArrayList<>();
    int number = 0;
    boolean comment = false;
    for (String line :
        unit.getSourceFile().getCharContent(true).toString().lines().map(String::strip).toList()) {
      number++;
      comment |= line.startsWith("/*");
      if (!comment && !contracts.get(number) && says(line)) {
        found.add(line);
      }
      comment &= !line.endsWith("*/");
    }
    return found;
  }

  private static boolean says(String line) {
    return !line.startsWith("//")
        && !line.startsWith("package ")
        && !line.startsWith("import ")
        && TWO_WORDS.matcher(line).find();
  }

  private void contract(long start, long end) {
    if (start >= 0 && end >= start) {
      contracts.set((int) lines.getLineNumber(start), (int) lines.getLineNumber(end) + 1);
    }
  }

  @Override
  public Void visitMethod(MethodTree method, Void none) {
    contract(
        positions.getStartPosition(unit, method),
        method.getBody() == null
            ? positions.getEndPosition(unit, method)
            : positions.getStartPosition(unit, method.getBody()));
    return super.visitMethod(method, none);
  }

  @Override
  public Void visitClass(ClassTree type, Void none) {
    long start = positions.getStartPosition(unit, type);
    long end = Math.max(start, positions.getEndPosition(unit, type.getModifiers()));
    if (type.getKind() == Tree.Kind.RECORD) {
      for (Tree member : type.getMembers()) {
        if (member instanceof VariableTree field
            && !field.getModifiers().getFlags().contains(Modifier.STATIC)) {
          end = Math.max(end, positions.getEndPosition(unit, field));
        }
      }
    }
    contract(start, end);
    return super.visitClass(type, none);
  }
}
