package io.anode4j.experiments;

import io.anode4j.data.SeriesSet;
import io.anode4j.latent.LatentOde;
import io.anode4j.nn.Parameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What decides what an experiment finds. Under equal conditions it need not be run again.
 *
 * @param seeds number of repetitions
 * @param size how long each is
 * @param data directory of the files that it reads; empty where it reads none
 * @param code digest of the library's jars, which are equal for equal sources; empty where classes
 *     lie in directories
 */
public record Conditions(int seeds, Setting.Size size, String data, String code) {

  /** Those of an experiment under a setting. */
  static Conditions of(Experiment experiment, Setting setting) {
    String data =
        experiment.readsData()
            ? setting.data().map(d -> d.toAbsolutePath().normalize().toString()).orElse("")
            : "";
    return new Conditions(setting.seeds(), setting.size(), data, digest());
  }

  private static String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Class<?> one :
          List.of(Parameters.class, SeriesSet.class, LatentOde.class, Conditions.class)) {
        CodeSource source = one.getProtectionDomain().getCodeSource();
        Path jar = Path.of(source.getLocation().toURI());
        if (!Files.isRegularFile(jar)) {
          return "";
        }
        digest.update(Files.readAllBytes(jar));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException | URISyntaxException e) {
      throw new IllegalStateException("Every Java has SHA-256, and code has a place", e);
    }
  }
}
