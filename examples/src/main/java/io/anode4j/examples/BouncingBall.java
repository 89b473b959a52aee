package io.anode4j.examples;

import io.anode4j.gradient.DifferentiableSolver;
import io.anode4j.gradient.DoubleGradients;
import io.anode4j.ode.DoubleField;
import io.anode4j.ode.Event;
import io.anode4j.ode.Occurrence;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.tensor.DoubleMatrix;
import java.util.List;

/**
 * Events that change the state: a ball falls until its height crosses zero, loses a part of its
 * speed and flies on, in one solve. Every row of a batch would meet the ground at its own times.
 */
public final class BouncingBall {
  private static final double GRAVITY = 9.81;

  private BouncingBall() {}

  /**
   * What the lesson computed.
   *
   * @param bounces times of contact with the ground, in seconds
   * @param speed upwards after the last one, in metres a second
   * @param height at the end, in metres
   * @param byKept how much higher the ball were then if it kept more of its speed
   */
  record Result(List<Double> bounces, double speed, double height, double byKept) {}

  /**
   * Drops a ball.
   *
   * @param height in metres
   * @param kept share of its speed that a bounce leaves
   * @param seconds how long to follow it
   */
  static Result run(double height, double kept, double seconds) {
    // What a gradient is wanted for stands still in the state: here the share of speed, y[2].
    DoubleField flight =
        VectorField.withFiniteDifferences(
            3,
            (t, y, dy) -> {
              dy[0] = y[1];
              dy[1] = -GRAVITY;
              dy[2] = 0;
            });
    // A zero where the row goes on is no event, so the ball can leave the ground it has just met.
    Event ground = Event.falling((t, y) -> y[0]).then((t, y, after) -> after[1] = -y[2] * y[1]);
    Solver solver = Solver.dopri5(1e-8, 1e-9).withEvents(ground);

    // The gradient crosses each bounce: both its time and the speed after it move with the start.
    DoubleGradients g =
        new DifferentiableSolver(solver)
            .solve(
                flight,
                DoubleMatrix.of(new double[] {height, 0, kept}),
                (solution, cotangents) -> {
                  cotangents.set(1, 0, 1);
                  return solution.value(0, 1, 0);
                },
                0,
                seconds);
    List<Occurrence> contacts = g.solution().orThrow().occurrences();
    return new Result(
        contacts.stream().map(Occurrence::time).toList(),
        contacts.get(contacts.size() - 1).after()[1],
        g.loss(),
        g.initialStates().get(0, 2));
  }

  /** Prints the lesson's figures. */
  public static void main(String[] arguments) {
    System.out.println(run(2, 0.8, 4));
  }
}
