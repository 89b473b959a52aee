package io.anode4j.streaming.operations;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is answered: by the name that was asked for, and by what is known of the token. */
final class Access {
  private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String BEARER = "bearer ";
  private static final String BASIC = "basic ";

  private final boolean local;
  private final Set<String> hosts;
  private final @Nullable String token;

  Access(OperationsSettings settings) {
    this.local = settings.address().getAddress().isLoopbackAddress();
    this.hosts = settings.hosts();
    this.token = settings.token();
  }

  /**
   * Why a request is not answered; null when it is.
   *
   * @param headers its headers
   * @param health whether it asks for health, which probes do without a token, by any name
   */
  @Nullable Reply refusal(Headers headers, boolean health) {
    String host = headers.getFirst("Host");
    String name = host == null ? "" : host.replaceFirst(":[0-9]+$", "");
    // A page of another site may have its own name resolved to this machine: do not answer to it.
    if (hosts.isEmpty() && local && host != null && !LOCAL_NAMES.contains(name)) {
      return Reply.error(
          403, "operations listen on this machine alone; ask for http://localhost or 127.0.0.1");
    }
    if (health) {
      return null;
    }
    if (!hosts.isEmpty() && !hosts.contains(name) && !(local && LOCAL_NAMES.contains(name))) {
      return Reply.error(
          403, "the name '" + name + "' is not among those of --allow-host; ask by one that is");
    }
    return knows(headers.getFirst("Authorization"))
        ? null
        : Reply.error(
                401, "a token is asked for; send Authorization: Bearer, or it as the password")
            .with(Map.of("WWW-Authenticate", "Basic realm=\"anode4j\", charset=\"UTF-8\""));
  }

  private boolean knows(@Nullable String authorization) {
    if (token == null) {
      return true;
    }
    String stated = authorization == null ? "" : said(authorization);
    return MessageDigest.isEqual(
        stated.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  private static String said(String authorization) {
    String lower = authorization.toLowerCase(Locale.ROOT);
    if (lower.startsWith(BEARER)) {
      return authorization.substring(BEARER.length()).strip();
    }
    if (!lower.startsWith(BASIC)) {
      return "";
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      String both = new String(decoded, StandardCharsets.UTF_8);
      return both.substring(both.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
