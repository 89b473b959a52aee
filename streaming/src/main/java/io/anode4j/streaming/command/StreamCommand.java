package io.anode4j.streaming.command;

import io.anode4j.cli.CommandFailure;
import io.anode4j.data.TimeFormat;
import io.anode4j.filter.AdaptiveSensorModel;
import io.anode4j.filter.RobustSensorModel;
import io.anode4j.filter.SensorModel;
import io.anode4j.streaming.StreamStartException;
import io.anode4j.streaming.broker.BrokerException;
import io.anode4j.streaming.config.ConfigurationException;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.operations.Health;
import io.anode4j.streaming.reload.ModelHandle;
import io.anode4j.streaming.reload.TypedModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores and extrapolates a Kafka topic of readings until it is told to stop. */
@Command(
    name = "stream",
    headerHeading = "Example: anode4j stream --demo%n%n",
    header = "Score and extrapolate sensor streams on Kafka.",
    synopsisHeading = "%nUsage: ",
    abbreviateSynopsis = true,
    description = {
      "Scores each reading of a topic when it arrives and keeps an extrapolation of each sensor"
          + " current, exactly once. Health, metrics and a live page are served beside it.",
      "",
      "With a cluster: anode4j stream --model pumps.anode --bootstrap broker:9092",
      "Without one: anode4j stream --demo starts a broker, pumps with planted faults, and the"
          + " page.",
      "Ctrl-C ends it cleanly."
    })
final class StreamCommand implements Callable<Integer> {
  /** Variable with the token of operations: not on the command line, which everybody reads. */
  private static final String TOKEN = "ANODE4J_HTTP_TOKEN";

  private static final String UNTRAINED = "none";
  private static final String DEFAULT_LISTEN = "127.0.0.1:7070";

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description =
          "The model: a file of 'anode4j train'; or none, so that each sensor's own past says what"
              + " is to be expected until a better model is put into --models.")
  private @Nullable Path model;

  @Option(
      names = "--channels",
      paramLabel = "NAME",
      split = ",",
      description = "Channels of readings with --model none, in their order. Default: the model's.")
  private List<String> channels = new ArrayList<>();

  @Option(
      names = "--adaptive",
      description =
          "Follow each sensor: one on another level than the training data is moved there first,"
              + " and what counts as an alarm is learnt from its own past; a fault that is there"
              + " from its first reading is then ordinary. docs/detection.md says what it gains and"
              + " loses.")
  private boolean adaptive;

  @Mixin private SensorTypeOptions types = new SensorTypeOptions();
  @Mixin private SettingsOptions stated = new SettingsOptions();

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "Directory watched for new models; a better one takes over without a restart.")
  private @Nullable Path models;

  @Option(
      names = "--models-topic",
      paramLabel = "TOPIC",
      description = "Topic of manifests that say which file of --models to use.")
  private @Nullable String modelsTopic;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description =
          "Where health, metrics and the live page are served; port 0 takes a free one. Default: "
              + DEFAULT_LISTEN
              + ", for this machine alone. Whoever asks has to know ANODE4J_HTTP_TOKEN of the"
              + " environment, if there is one: set it for other addresses.")
  private @Nullable String listen;

  @Option(
      names = "--advertise",
      paramLabel = "HOST:PORT",
      description = "Where other instances reach --listen. Default: the same.")
  private @Nullable String advertise;

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      split = ",",
      description =
          "Names under which --listen answers, health aside. Default: any, on 127.0.0.1 its own.")
  private List<String> allowed = new ArrayList<>();

  @Option(
      names = "--health-listen",
      paramLabel = "HOST:PORT",
      description =
          "Where health alone is served as well, without a token: for probes that must not reach"
              + " the rest. Default: at --listen only.")
  private @Nullable String healthListen;

  @Mixin private TlsOptions tls = new TlsOptions();

  @Option(
      names = "--demo",
      description = "Start a broker in this process and a fleet of pumps with planted faults.")
  private boolean demo;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Directory of the demo's data. Default: ${DEFAULT-VALUE}.")
  private Path data = Path.of("anode4j-stream-demo");

  @Option(
      names = "--pumps",
      paramLabel = "N",
      description = "Pumps of the demo. Default: ${DEFAULT-VALUE}.")
  private int pumps = 12;

  @Option(
      names = "--for",
      paramLabel = "SECONDS",
      hidden = true,
      description = "End after so many seconds.")
  private double seconds = Double.POSITIVE_INFINITY;

  @Option(names = "--quiet", description = "Print the address of the page and errors only.")
  private boolean quiet;

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      description = "text, or json: one object a line on standard error. Default: text.")
  private Logs.Format logFormat = Logs.Format.TEXT;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description =
          "Least level that is logged: error, warn, info, debug or trace. Default: info, with"
              + " --quiet warn.")
  private @Nullable Level logLevel;

  @Option(names = "--verbose", description = "Log more, and print the stack trace of an error.")
  private boolean verbose;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    Level usual = quiet ? Level.WARN : Level.INFO;
    Logs.setUp(logFormat, logLevel == null ? usual : logLevel, verbose);
    check();
    Parts parts = new Parts();
    Thread stop = new Thread(() -> stop(parts), "anode4j-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try (parts) {
      StreamSession session = demo ? startDemo(parts) : start(parts);
      say("live page: " + session.page());
      note("Ctrl-C ends it");
      return run(parts, session);
    } catch (ConfigurationException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), e);
    } catch (BrokerException | StreamStartException e) {
      throw CommandFailure.failure(String.valueOf(e.getMessage()), e);
    } catch (IllegalStateException e) {
      if (parts.isClosed()) {
        return 0; // Ctrl-C while it was starting
      }
      throw e;
    }
  }

  private void check() {
    if (demo && (model != null || types.isAny() || adaptive || stated.isAny())) {
      throw CommandFailure.usage(
          "--demo brings its own model, broker and settings; expected it without --model,"
              + " --model-for, --adaptive, --bootstrap, --config and --set; leave them or --demo"
              + " out",
          null);
    }
    for (String option : new String[] {"--data", "--pumps"}) {
      if (!demo && spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw CommandFailure.usage(
            option + " is of the demo; expected --demo beside it; add that, or leave it out", null);
      }
    }
    if (!demo && model == null) {
      throw CommandFailure.usage(
          "there is no model; expected --model FILE and --bootstrap HOST:PORT, or --demo; state it",
          null);
    }
    if (isUntrained() == channels.isEmpty()) {
      throw CommandFailure.usage(
          "--model none and --channels belong together; expected --model none --channels temp,vib,"
              + " or --model FILE; add or leave out one",
          null);
    }
    if (pumps < 1 || pumps > 1000) {
      throw CommandFailure.usage(
          "--pumps is " + pumps + "; expected 1 to 1000; state such a number", null);
    }
  }

  private StreamSession startDemo(Parts parts) {
    Path home = Demo.home(data);
    Path watched = models == null ? Demo.home(home.resolve("models")) : models;
    String where = listen == null ? freeOrDefault() : listen;
    StreamOptions options = options(where, watched);
    return Demo.start(parts, home, pumps, options, this::note);
  }

  /** A demo must not fail because the usual port is taken. */
  private static String freeOrDefault() {
    InetSocketAddress usual = StreamOptions.address(DEFAULT_LISTEN);
    try (ServerSocket probe = new ServerSocket(usual.getPort(), 1, usual.getAddress())) {
      return probe.isBound() ? DEFAULT_LISTEN : "127.0.0.1:0";
    } catch (IOException e) {
      return "127.0.0.1:0";
    }
  }

  private StreamSession start(Parts parts) {
    StreamOptions options = options(listen == null ? DEFAULT_LISTEN : listen, models);
    StreamingConfig settings = stated.read();
    TypedModels first = types.beside(firstModel(), this::following);
    return StreamSession.start(parts, settings, first, options, this::note);
  }

  private StreamOptions options(String where, @Nullable Path watched) {
    return new StreamOptions(
        StreamOptions.address(where),
        advertise,
        watched,
        modelsTopic,
        System.getenv(TOKEN),
        Set.copyOf(allowed),
        healthListen == null ? null : StreamOptions.address("--health-listen", healthListen),
        tls.read(System.getenv()));
  }

  private ModelHandle firstModel() {
    Path file = Objects.requireNonNull(model);
    return channels.isEmpty()
        ? new ModelHandle(following(SensorModel.load(file)), String.valueOf(file.getFileName()))
        : new ModelHandle(following(untrained()), UNTRAINED);
  }

  private SensorModel untrained() {
    try {
      return RobustSensorModel.of(channels, TimeFormat.epochSeconds());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--channels: " + e.getMessage(), e);
    }
  }

  private SensorModel following(SensorModel plain) {
    try {
      return adaptive ? AdaptiveSensorModel.of(plain) : plain;
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--adaptive: " + e.getMessage(), e);
    }
  }

  private boolean isUntrained() {
    return model != null && model.toString().equals(UNTRAINED);
  }

  /** Until the stream is dead, which is a failure, or the end is asked for, which is none. */
  private int run(Parts parts, StreamSession session) throws InterruptedException {
    long start = System.nanoTime();
    while (!parts.isClosed() && System.nanoTime() - start < seconds * 1e9) {
      Health health = session.health().get();
      if (!health.live() && !parts.isClosed()) {
        throw CommandFailure.failure("the stream ended: " + health.checks().get(0).reason(), null);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return 0;
  }

  private void stop(Parts parts) {
    if (!parts.isClosed()) {
      note("stopping");
      parts.close();
      note("stopped");
    }
  }

  private void say(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }

  private void note(String text) {
    if (logFormat == Logs.Format.JSON) {
      LoggerFactory.getLogger(StreamCommand.class).info(text);
    } else if (!quiet) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("anode4j: " + text);
      err.flush();
    }
  }
}
