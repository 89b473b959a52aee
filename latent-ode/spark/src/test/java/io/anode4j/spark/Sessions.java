package io.anode4j.spark;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Sessions of the tests. */
final class Sessions {
  private Sessions() {}

  static SparkSession local(Path folder) {
    return of("local[2]", folder).getOrCreate();
  }

  static SparkSession.Builder of(String master, Path folder) {
    return SparkSession.builder()
        .master(master)
        .appName("anode4j")
        .config("spark.ui.enabled", false)
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", 4)
        // The file's texts are UTC, as the reader of files takes them.
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
        .config("spark.local.dir", folder.toString());
  }
}
