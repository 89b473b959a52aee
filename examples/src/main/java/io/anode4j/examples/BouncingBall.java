package io.anode4j.examples;

import io.anode4j.ode.Event;
import io.anode4j.ode.Solution;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * How to stop at an event: a ball falls until its height crosses zero, loses a part of its speed
 * and flies on. Every row of a batch would meet the ground at its own time.
 */
public final class BouncingBall {
  private static final double GRAVITY = 9.81;
  private static final float KEPT = 0.8f;

  private BouncingBall() {}

  /**
   * What the lesson computed.
   *
   * @param bounces times of contact with the ground, in seconds
   * @param speed upwards after the last one, in metres a second
   */
  record Result(List<Double> bounces, float speed) {}

  /**
   * Drops a ball.
   *
   * @param height in metres
   * @param bounces how many to follow
   */
  static Result run(float height, int bounces) {
    VectorField flight =
        VectorField.of(
            2,
            (t, y, dy) -> {
              dy[0] = y[1];
              dy[1] = -GRAVITY;
            });
    // A zero at the start is no event, so the ball can leave the ground it has just met.
    Event ground = Event.falling((t, y) -> y[0]);
    Solver solver = Solver.dopri5(1e-6, 1e-7).withEvent(ground);

    List<Double> times = new ArrayList<>();
    double t = 0;
    Matrix state = Matrix.of(new float[][] {{height, 0}});
    while (times.size() < bounces) {
      Solution fall = solver.solve(flight, state, t, t + 60);
      Solution.Row row = fall.rows().get(0); // its status is EVENT, its time that of the contact
      float speed = fall.ends().get(0, 1); // the state there, on the dense output
      t = row.time();
      times.add(t);
      state = Matrix.of(new float[][] {{0, -KEPT * speed}});
    }
    return new Result(times, state.get(0, 1));
  }
}
