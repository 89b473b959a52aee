package io.anode4j.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Finds public and protected declarations without Javadoc, from the sources alone. */
final class UndocumentedApi extends TreePathScanner<@Nullable Void, String> {
  private final DocTrees docs;
  private final List<String> found = new ArrayList<>();

  private UndocumentedApi(DocTrees docs) {
    this.docs = docs;
  }

  /** The declarations in question, as {@code File.java: Type.member}. */
  static List<String> in(List<Path> sources) throws IOException {
    return SourceTrees.parse(
        sources,
        (task, units) -> {
          UndocumentedApi scanner = new UndocumentedApi(DocTrees.instance(task));
          for (CompilationUnitTree unit : units) {
            scanner.scan(unit, Path.of(unit.getSourceFile().getName()).getFileName() + ": ");
          }
          return List.copyOf(scanner.found);
        });
  }

  @Override
  public @Nullable Void visitPackage(PackageTree tree, String prefix) {
    if (prefix.startsWith("package-info")) {
      requireText(prefix + tree.getPackageName());
    }
    return null;
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, String prefix) {
    if (isApi(tree.getModifiers())) {
      requireText(prefix + tree.getSimpleName());
      super.visitClass(tree, prefix + tree.getSimpleName() + ".");
    }
    return null;
  }

  @Override
  public @Nullable Void visitMethod(MethodTree tree, String prefix) {
    boolean constructor = tree.getReturnType() == null;
    boolean overrides =
        tree.getModifiers().getAnnotations().stream()
            .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
    boolean ofRecord = constructor && enclosing().getKind() == Tree.Kind.RECORD;
    if (isApi(tree.getModifiers()) && !overrides && !ofRecord) {
      requireText(prefix + tree.getName());
    }
    return null;
  }

  @Override
  public @Nullable Void visitVariable(VariableTree tree, String prefix) {
    // The components of a record are private fields in its tree.
    if (isApi(tree.getModifiers())) {
      requireText(prefix + tree.getName());
    }
    return null;
  }

  private void requireText(String declaration) {
    String text = docs.getDocComment(getCurrentPath());
    if (text == null || text.isBlank()) {
      found.add(declaration);
    }
  }

  private ClassTree enclosing() {
    TreePath parent = getCurrentPath().getParentPath();
    return (ClassTree) parent.getLeaf();
  }

  /** Members of an interface and constants of an enum are public without saying so. */
  private boolean isApi(ModifiersTree modifiers) {
    Set<Modifier> flags = modifiers.getFlags();
    boolean silently =
        getCurrentPath().getParentPath().getLeaf() instanceof ClassTree outer
            && outer.getKind() == Tree.Kind.INTERFACE
            && !flags.contains(Modifier.PRIVATE);
    return silently || flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED);
  }
}
