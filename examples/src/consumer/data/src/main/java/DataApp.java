import io.anode4j.data.bundled.BundledData;

/** Counts the series of a bundled file. */
final class DataApp {
  private DataApp() {}

  public static void main(String[] args) {
    System.out.println(BundledData.SAN_FRANCISCO_BAY.load().series().size());
  }
}
