import io.anode4j.anode.SameDiffField;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.filter.FilterConfig;
import io.anode4j.filter.NeuralFilterTrainer;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.nd4j.NdForecast;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeTrainer;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.optim.Nd4jOptimizer;
import io.anode4j.optim.Nd4jSchedule;
import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.NdArrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Goes through each door to native code that is named, twice, and says what came of it. */
final class Doors {
  private static final Map<String, Callable<Object>> DOORS =
      Map.of(
          "matrix", () -> NdArrays.of(Matrix.of(new float[][] {{1, 2}})).sumNumber(),
          "doubles", () -> NdArrays.of(new double[][] {{1, 2}}).sumNumber(),
          "updater", Doors::updater,
          "schedule",
              () -> new Nd4jSchedule(new ExponentialSchedule(ScheduleType.EPOCH, 1, 0.5), 1).at(1),
          "graph", Doors::graph,
          "forecast", () -> new NdForecast(forecast()).mean().sumNumber(),
          "training", () -> LatentOdeTrainer.with(config()).horizon(2).fit(waves()).channels(),
          "filter", Doors::filter,
          "kernels", () -> network().apply(Matrix.of(new float[][] {{1, 2}})).rows(),
          "nd4j", () -> Nd4j.zeros(2).sumNumber());

  private Doors() {}

  public static void main(String[] args) {
    for (String door : args) {
      for (int call = 1; call <= 2; call++) {
        System.out.println(door + " " + call + ": " + outcome(DOORS.get(door)));
      }
    }
  }

  private static String outcome(Callable<Object> door) {
    try {
      return String.valueOf(door.call());
    } catch (Exception | LinkageError e) {
      StringBuilder said = new StringBuilder();
      for (Throwable t = e; t != null; t = t.getCause()) {
        said.append(t).append(" | ");
      }
      return said.toString().replace('\n', ' ');
    }
  }

  private static Network network() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    return Network.create(
        Mlp.in(layout, "f", Activation.TANH, 2, 4, 2), layout.build(), 1);
  }

  private static Object updater() {
    Network network = network();
    float[] gradient = new float[network.parameters().size()];
    new Nd4jOptimizer(new RmsProp()).step(network.parameters(), gradient, 0.1);
    return gradient.length;
  }

  private static Object graph() {
    SameDiff graph = SameDiff.create();
    graph.math().tanh("dydt", graph.placeHolder("y", DataType.FLOAT, -1, 2));
    return new SameDiffField(graph, "dydt").dimension();
  }

  private static LatentOdeConfig config() {
    return LatentOdeConfig.builder().epochs(1).windowsPerEpoch(8).build();
  }

  private static Object filter() {
    FilterConfig config = FilterConfig.builder().epochs(1).windowsPerEpoch(8).build();
    return NeuralFilterTrainer.with(config).horizon(2).fit(waves()).channels();
  }

  private static SeriesSet waves() {
    double[] times = new double[60];
    double[][] values = new double[60][1];
    for (int i = 0; i < times.length; i++) {
      times[i] = i;
      values[i][0] = Math.sin(i);
    }
    List<TimeSeries> one = List.of(TimeSeries.of("pump", times, values));
    return new SeriesSet(List.of("pressure"), one, TimeFormat.number(), "waves");
  }

  private static Forecast forecast() {
    double[][] one = {{1}};
    return Forecast.gaussian("pump", List.of("pressure"), new double[] {0}, one, one);
  }
}
