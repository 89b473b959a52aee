package io.anode4j.streaming.config;

/** Settings that cannot be used; the message names the setting and what it may be. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfigurationException(String message) {
    super(message);
  }
}
