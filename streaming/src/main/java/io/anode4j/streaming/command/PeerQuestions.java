package io.anode4j.streaming.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.anode4j.streaming.PeerStates;
import io.anode4j.streaming.SensorLookup;
import io.anode4j.streaming.SensorLookup.Peer;
import io.anode4j.streaming.operations.SensorQueries.Answer;
import io.anode4j.streaming.operations.SensorQueries.Elsewhere;
import io.anode4j.streaming.operations.SensorQueries.NotNow;
import io.anode4j.streaming.operations.SensorQueries.Unknown;
import io.anode4j.streaming.operations.ServerTls;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks the other instances for a sensor that is not here, all at once. Only when each partition of
 * the input was searched by somebody is a sensor unknown.
 */
final class PeerQuestions implements PeerStates {
  private static final Duration CONNECTING = Duration.ofSeconds(1);
  private static final Duration ANSWERING = Duration.ofSeconds(2);

  private final HttpClient http;
  private final JsonMapper mapper = new JsonMapper();
  private final @Nullable String token;
  private final String scheme;

  /**
   * Questions.
   *
   * @param token what instances have to know of each other; null for nothing
   * @param tls key and certificates of all of them; null for plain HTTP
   */
  PeerQuestions(@Nullable String token, @Nullable ServerTls tls) {
    this.token = token;
    this.scheme = tls == null ? "http" : "https";
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(CONNECTING);
    this.http = (tls == null ? client : client.sslContext(tls.context())).build();
  }

  /** One instance and what it says; 0 for no answer. */
  private record Said(URI instance, int status, String body) {}

  /** Where the sensor is. */
  Answer find(String id, SensorLookup.NotHere<?> notHere) {
    String path = "/sensors/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    List<CompletableFuture<Said>> asked =
        notHere.others().stream().map(peer -> ask(address(peer), path + "?here=true")).toList();
    SortedSet<Integer> searched = new TreeSet<>(notHere.searched());
    List<URI> mute = new ArrayList<>();
    for (CompletableFuture<Said> answer : asked) {
      Said said = answer.join();
      if (said.status() == 200) {
        return new Elsewhere(said.instance());
      }
      List<Integer> its = searched(said);
      searched.addAll(its);
      if (its.isEmpty() && said.status() != 404) {
        mute.add(said.instance());
      }
    }
    return searched.size() >= notHere.partitions()
        ? new Unknown()
        : notNow(searched, notHere, mute);
  }

  private static NotNow notNow(
      SortedSet<Integer> searched, SensorLookup.NotHere<?> notHere, List<URI> mute) {
    return new NotNow(
        "it is in none of the partitions %s; the others of %d %s; ask again in a moment"
            .formatted(
                searched,
                notHere.partitions(),
                mute.isEmpty()
                    ? "are being assigned"
                    : "could not be searched, as no answer came from " + mute));
  }

  private JsonNode json(Said said) {
    try {
      JsonNode body = mapper.readTree(said.body());
      return body == null ? MissingNode.getInstance() : body;
    } catch (IOException e) {
      // No instance of this application, or one of a version that says it otherwise.
      return MissingNode.getInstance();
    }
  }

  private CompletableFuture<Said> ask(URI instance, String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(instance.resolve(path)).timeout(ANSWERING);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.sendAsync(request.build(), BodyHandlers.ofString())
        .handle(
            (answer, failure) ->
                failure == null ? said(instance, answer) : new Said(instance, 0, ""));
  }

  private static Said said(URI instance, HttpResponse<String> answer) {
    return new Said(instance, answer.statusCode(), answer.body());
  }

  private List<Integer> searched(Said said) {
    List<Integer> partitions = new ArrayList<>();
    if (said.status() == 404) {
      json(said).path("searched").forEach(partition -> partitions.add(partition.asInt()));
    }
    return partitions;
  }

  @Override
  public Map<String, List<Integer>> partitions(Peer instance, List<String> sensors) {
    String ids = URLEncoder.encode(String.join("\n", sensors), StandardCharsets.UTF_8);
    Said said = ask(address(instance), "/sensors?known=" + ids).join();
    Map<String, List<Integer>> found = new HashMap<>();
    if (said.status() == 200) {
      json(said)
          .properties()
          .forEach(
              entry -> {
                List<Integer> its = new ArrayList<>();
                entry.getValue().forEach(partition -> its.add(partition.asInt()));
                found.put(entry.getKey(), its);
              });
    }
    return found;
  }

  private URI address(Peer peer) {
    String host = peer.host().contains(":") ? "[" + peer.host() + "]" : peer.host();
    return URI.create(scheme + "://" + host + ":" + peer.port());
  }
}
