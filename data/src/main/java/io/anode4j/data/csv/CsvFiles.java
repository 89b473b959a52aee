package io.anode4j.data.csv;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Several files as one set of series: those of a folder, or those that a pattern such as {@code
 * data/2024-*.csv} names. A file without ids is a series, called like the file; series of one name
 * in several files are one.
 */
public final class CsvFiles {
  private static final Set<String> ENDINGS = Set.of("csv", "tsv", "txt", "dat", "gz", "zip");

  private CsvFiles() {}

  /**
   * Whether a path means several files.
   *
   * @param path of a folder, or with {@code *}, {@code ?} or {@code {a,b}} in its last part
   * @return false for a file and for what is not there
   */
  public static boolean areMany(Path path) {
    return Files.isDirectory(path) || (!Files.exists(path) && isPattern(path));
  }

  private static boolean isPattern(Path path) {
    return String.valueOf(path.getFileName()).matches(".*[*?{].*");
  }

  /**
   * The files of a folder or a pattern, by name. Of a folder, those that end in csv, tsv, txt, dat,
   * gz or zip and are not hidden.
   *
   * @param path a folder, or a pattern in the last part of a path
   * @return at least one
   * @throws CsvException if there is none, or the folder cannot be read
   */
  public static List<Path> of(Path path) {
    boolean folder = Files.isDirectory(path);
    Path parent = path.getParent() == null ? Path.of("") : path.getParent();
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found =
        folder
            ? Files.newDirectoryStream(path, CsvFiles::isTable)
            : Files.newDirectoryStream(parent, String.valueOf(path.getFileName()))) {
      found.forEach(files::add);
    } catch (IOException e) {
      throw CsvInput.unreadable(path.toString(), 0, e);
    }
    files.removeIf(file -> !Files.isRegularFile(file));
    if (files.isEmpty()) {
      throw new CsvException(
          CsvProblem.ofFile(
              path.toString(),
              folder ? "a folder without tables" : "no file of this pattern",
              "files that end in .csv, .tsv, .txt, .dat, .gz or .zip",
              "check the path, or name a pattern such as folder/*.log"));
    }
    files.sort(null);
    return files;
  }

  private static boolean isTable(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /**
   * Reads several files.
   *
   * @param reader reads each of them
   * @param name what to call the whole
   * @param files at least one
   * @param fileIds whether ids begin with the name of their file, so that series of one name in two
   *     files stay two
   * @return the series of all, and what was read, changed and refused in all
   * @throws CsvException if one of them cannot be read, or their times are of different kinds
   */
  public static CsvData load(CsvReader reader, String name, List<Path> files, boolean fileIds) {
    MergedFiles merged = new MergedFiles(reader, name, fileIds);
    files.forEach(merged::add);
    return merged.data();
  }
}
