package io.anode4j.cli;

import io.anode4j.cli.OutputFile.TextContent;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of output in several files. */
final class PartitionOption {
  /** All of them are open at once. */
  private static final int MOST = 1000;

  @Option(
      names = "--partition",
      paramLabel = "N",
      description =
          "Write N files, FILE-1-of-N.csv and so on, each series into one that its name chooses."
              + " Default: one file.")
  private @Nullable Integer files;

  /** Refuses the option where it could not be heeded. */
  void require(boolean fits) {
    if (files != null && !fits) {
      throw CommandFailure.usage(
          "--partition goes with a file by --out and no --resume; expected these; add or leave out"
              + " what is amiss",
          null);
    }
    if (files != null && (files < 1 || files > MOST)) {
      throw CommandFailure.usage(
          "--partition %d; expected 1 to %d files; state another number".formatted(files, MOST),
          null);
    }
  }

  /** What was written, for people. */
  String written(String out) {
    return files == null ? out : numbered(Path.of(out), 1, files) + " and so on";
  }

  /** Writes one file, or several beside its place. */
  void write(OutputFile file, TextContent content) {
    if (files == null) {
      file.writeText(content);
      return;
    }
    List<OutputFile> all = new ArrayList<>();
    for (int i = 1; i <= files; i++) {
      all.add(new OutputFile(numbered(file.path(), i, files)));
    }
    write(all, new ArrayList<>(), content);
  }

  private static void write(List<OutputFile> all, List<Writer> open, TextContent content) {
    all.get(open.size())
        .writeText(
            text -> {
              open.add(text);
              if (open.size() < all.size()) {
                write(all, open, content);
              } else {
                content.writeTo(new PartitionedRows(open));
              }
            });
  }

  /** {@code out.csv.gz} becomes {@code out-1-of-8.csv.gz}. */
  private static Path numbered(Path file, int number, int of) {
    String name = String.valueOf(file.getFileName());
    int dot = name.indexOf('.', 1);
    int end = dot < 0 ? name.length() : dot;
    return file.resolveSibling(
        "%s-%d-of-%d%s".formatted(name.substring(0, end), number, of, name.substring(end)));
  }
}
