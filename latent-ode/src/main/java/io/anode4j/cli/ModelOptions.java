package io.anode4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.data.NearNames;
import io.anode4j.latent.HeadSettings;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for the model's settings: the defaults, changed by a file, changed by options. */
final class ModelOptions {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  @Option(
      names = "--config",
      paramLabel = "FILE.json",
      description =
          "Settings, for instance {\"latentSize\": 8, \"encoder\": {\"type\": \"ode-rnn\"}}, or"
              + " {\"hidden\": 64} for a filter or a recurrent network, {\"classifier\": {\"weight\": 10}} beside those for a"
              + " classifier, {\"regressor\": …} for a regressor; others keep their defaults. Parts of a latent ODE:"
              + " encoder ${bundle:"
              + HelpDefaults.ENCODERS
              + "}, dynamics neural-ode, linear or point-process, likelihood gaussian or"
              + " student-t; docs/choosing.md says when.")
  private @Nullable Path config;

  @Option(
      names = "--latent",
      paramLabel = "N",
      description =
          "Dimensions of the latent state. Default: ${bundle:" + HelpDefaults.LATENT + "}.")
  private @Nullable Integer latent;

  @Option(
      names = "--encoder",
      paramLabel = "TYPE",
      description =
          "What reads a latent ODE's observations, ${bundle:"
              + HelpDefaults.ENCODERS
              + "}, as --config states it or with its own defaults. Default: ${bundle:"
              + HelpDefaults.ENCODER
              + "}.")
  private @Nullable String encoder;

  @Option(
      names = "--augment",
      paramLabel = "P",
      description = "Extra dimensions of the ODE. Default: ${bundle:" + HelpDefaults.AUGMENT + "}.")
  private @Nullable Integer augment;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Train at most N epochs. Default: ${bundle:" + HelpDefaults.EPOCHS + "}.")
  @Nullable Integer epochs;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description =
          "Windows an optimiser step. Default: ${bundle:" + HelpDefaults.BATCH_SIZE + "}.")
  private @Nullable Integer batchSize;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "Peak learning rate. Default: ${bundle:" + HelpDefaults.LEARNING_RATE + "}.")
  private @Nullable Double learningRate;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description =
          "Stop after N epochs without improvement on validation. Default: ${bundle:"
              + HelpDefaults.PATIENCE
              + "}.")
  private @Nullable Integer patience;

  @Option(
      names = "--alone",
      description =
          "The latent ODE alone, on the channels' scales: no frame of the recent past, no linear"
              + " anchor, no weighing with simple rules; of a classifier or regressor no regression or"
              + " forest beside it.")
  private boolean alone;

  /** The settings, with a seed if one was stated. */
  LatentOdeConfig config(@Nullable Long seed) {
    return config(seed, "");
  }

  /** The settings of the latent ODE of a model of series: what is its own in the file is not. */
  LatentOdeConfig ofSeries(TrainingTask task, @Nullable Long seed) {
    return config(seed, key(task));
  }

  /** Where in the file the settings of a task's head stand. */
  private static String key(TrainingTask task) {
    return task.isRegression() ? "regressor" : "classifier";
  }

  private LatentOdeConfig config(@Nullable Long seed, String head) {
    try {
      LatentOdeConfigBuilder usual = LatentOdeConfig.builder();
      LatentOdeConfig base = (alone ? usual.alone() : usual).build();
      JsonNode told = stated();
      if (told instanceof ObjectNode all && !head.isEmpty()) {
        all.remove(head);
      }
      LatentOdeConfigBuilder settings = encoded(stated(base, told)).toBuilder();
      set(latent, settings::latentSize);
      set(augment, settings::augment);
      set(epochs, settings::epochs);
      set(batchSize, settings::batchSize);
      set(learningRate, settings::learningRate);
      set(patience, settings::patience);
      set(seed, settings::seed);
      LatentOdeConfig all = settings.build();
      // Beside nothing else the likelihood is that of the file, if it states one.
      return alone ? settings.alone().likelihood(all.likelihood()).build() : all;
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
    }
  }

  private LatentOdeConfig encoded(LatentOdeConfig config) {
    return encoder == null
        ? config
        : config.with(
            JSON.createObjectNode().set("encoder", JSON.createObjectNode().put("type", encoder)));
  }

  /**
   * The settings of a family without parts: its defaults, changed by the file, changed by options.
   *
   * @param base its defaults, which are one flat object as JSON
   * @param type their class
   * @param mode the family
   * @param seed if one was stated
   */
  <T extends Record> T over(T base, Class<T> type, TrainingMode mode, @Nullable Long seed) {
    requireNoOde(mode);
    try {
      T stated = config == null ? base : merged(base, config, read(config), type);
      ObjectNode all = JSON.valueToTree(stated);
      set(epochs, value -> all.put("epochs", value));
      set(batchSize, value -> all.put("batchSize", value));
      set(learningRate, value -> all.put("learningRate", value));
      set(patience, value -> all.put("patience", value));
      set(seed, value -> all.put("seed", value));
      return JSON.treeToValue(all, type);
    } catch (JsonProcessingException e) {
      Throwable refused = e.getCause() == null ? e : e.getCause();
      throw CommandFailure.usage(String.valueOf(refused.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
    }
  }

  private void requireNoOde(TrainingMode mode) {
    StatedOptions foreign =
        new StatedOptions()
            .add("--latent", latent != null)
            .add("--encoder", encoder != null)
            .add("--augment", augment != null)
            .add("--alone", alone);
    if (!foreign.isEmpty()) {
      throw CommandFailure.usage(
          foreign.sentence()
              + " with --mode "
              + mode
              + "; expected no option of a latent ODE, as the state is set by {\"hidden\": N} in a"
              + " --config file; leave it out",
          null);
    }
  }

  private static <T> void set(@Nullable T value, Function<T, ?> setter) {
    if (value != null) {
      setter.apply(value);
    }
  }

  /** The head's own settings: {@code "classifier"} or so in the file, over the defaults. */
  HeadSettings head(TrainingTask task) {
    HeadSettings base = alone ? HeadSettings.defaults().alone() : HeadSettings.defaults();
    JsonNode told = stated().path(key(task));
    try {
      return config == null || told.isMissingNode()
          ? base
          : merged(base, config, told, HeadSettings.class);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
    }
  }

  private JsonNode stated() {
    return config == null ? JSON.createObjectNode() : read(config);
  }

  private LatentOdeConfig stated(LatentOdeConfig base, JsonNode told) {
    try {
      return base.with(told);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("%s: %s; mend the file".formatted(config, e.getMessage()), e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      JsonNode stated = JSON.readTree(Files.readAllBytes(file));
      if (stated.isObject()) {
        return stated;
      }
      throw new IllegalArgumentException(
          "%s holds no JSON object; expected settings such as {\"latentSize\": 8}; mend the file"
              .formatted(file));
    } catch (JsonProcessingException e) {
      throw CommandFailure.usage(
          "%s: %s; expected a JSON object of settings; mend the file"
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw CommandFailure.usage(
          "--config: %s cannot be read (%s); expected a JSON file; check the path"
              .formatted(file, e),
          e);
    }
  }

  private static <T> T merged(T base, Path file, JsonNode stated, Class<T> type) {
    try {
      ObjectNode all = JSON.valueToTree(base);
      if (!stated.isObject()) {
        throw new IllegalArgumentException(
            "%s: found %s; expected an object of settings; mend the file".formatted(file, stated));
      }
      for (Iterator<String> names = stated.fieldNames(); names.hasNext(); ) {
        requireKnown(file, names.next(), all);
      }
      all.setAll((ObjectNode) stated);
      return JSON.treeToValue(all, type);
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw CommandFailure.usage(
            "%s: %s; mend the file".formatted(file, refused.getMessage()), e);
      }
      throw CommandFailure.usage(
          "%s: %s; expected a JSON object of settings; mend the file"
              .formatted(file, e.getOriginalMessage()),
          e);
    }
  }

  private static void requireKnown(Path file, String name, ObjectNode all) {
    if (!all.has(name)) {
      List<String> known = new java.util.ArrayList<>();
      all.fieldNames().forEachRemaining(known::add);
      throw new IllegalArgumentException(
          "%s states the unknown setting '%s'; expected one of %s; %s"
              .formatted(file, name, String.join(", ", known), NearNames.remedy(name, known)));
    }
  }
}
