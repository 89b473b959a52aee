package io.anode4j.data.idx;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file is missing or not what the IDX format asks for; the message says what was expected. */
public final class IdxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IdxException(Path file, String found, String expected, @Nullable Throwable cause) {
    super("%s: found %s; expected %s".formatted(file, found, expected), cause);
  }
}
