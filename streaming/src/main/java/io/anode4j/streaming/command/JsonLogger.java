package io.anode4j.streaming.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/**
 * Writes what is logged as one line of JSON: time in UTC, level, logger, thread, message, error.
 */
final class JsonLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1;
  private static final JsonMapper JSON = new JsonMapper();

  private final transient @Nullable Level least;
  private final transient PrintStream out;
  private final transient Clock clock;

  JsonLogger(String name) {
    this(name, Logs.level(name), System.err, Clock.systemUTC());
  }

  JsonLogger(String name, @Nullable Level least, PrintStream out, Clock clock) {
    this.name = name;
    this.least = least;
    this.out = out;
    this.clock = clock;
  }

  private boolean isEnabled(Level level) {
    return least != null && level.toInt() >= least.toInt();
  }

  @Override
  public boolean isTraceEnabled() {
    return isEnabled(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return isEnabled(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return isEnabled(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return isEnabled(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return isEnabled(Level.ERROR);
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable failure) {
    ObjectNode line =
        JSON.createObjectNode()
            .put("time", Instant.now(clock).truncatedTo(ChronoUnit.MILLIS).toString())
            .put("level", level.name())
            .put("logger", name)
            .put("thread", Thread.currentThread().getName())
            .put("message", MessageFormatter.basicArrayFormat(pattern, arguments));
    if (failure != null) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      line.put("error", trace.toString());
    }
    try {
      // One call, so that lines of several threads do not mix.
      out.println(JSON.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON cannot fail to be written", e);
    }
  }
}
