package io.anode4j.data.jdbc;

import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who asks a database; shows nobody the password. */
final class Credentials {
  static final Credentials NONE = new Credentials(null, null);

  /** Ways in which drivers take a password within a URL. */
  private static final Pattern IN_URL =
      Pattern.compile(
          "(?:password|passwd|pwd|passphrase|secret|token|accesskey|access_key)\\w*\\s*="
              + "|//[^/?@]*:[^/?@]+@"
              + "|^jdbc:oracle:[^@]*/[^@]*@",
          Pattern.CASE_INSENSITIVE);

  private final @Nullable String user;
  private final @Nullable String password;

  Credentials(@Nullable String user, @Nullable String password) {
    this.user = user;
    this.password = password;
  }

  static void requireNoneIn(String url) {
    if (IN_URL.matcher(url).find()) {
      throw new IllegalArgumentException(
          "the URL of the database holds a password, which would be shown wherever the URL is;"
              + " expected it apart; state user and password in a file or the environment");
    }
  }

  Properties properties() {
    Properties properties = new Properties();
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    return properties;
  }

  /** What a driver says, without the password. */
  String saidBy(SQLException e) {
    String message = String.valueOf(e.getMessage()).strip();
    return password == null || password.isEmpty() ? message : message.replace(password, "***");
  }
}
