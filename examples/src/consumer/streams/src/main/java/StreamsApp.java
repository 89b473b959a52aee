import io.anode4j.streaming.config.StreamingConfig;

/** Says that the classes are there. */
final class StreamsApp {
  private StreamsApp() {}

  public static void main(String[] args) {
    System.out.println(StreamingConfig.class.getSimpleName());
  }
}
