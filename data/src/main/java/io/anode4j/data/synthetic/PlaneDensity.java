package io.anode4j.data.synthetic;

/** A density on the plane that is known exactly, or by an integral along a curve. */
public interface PlaneDensity {
  /** The density at a point, 0 at least. */
  double at(double x, double y);

  /** Half the side of a square around the origin outside of which there is nothing to speak of. */
  double reach();

  /** A length below which the density does not change much, such as the deviation of its noise. */
  double grain();

  /**
   * The entropy −∫p·ln p in nats, by the midpoint rule on squares of half a grain: to 10⁻³ or
   * better for densities that are smooth at that length.
   */
  default double entropy() {
    int cells = (int) Math.ceil(4 * reach() / grain());
    double side = 2 * reach() / cells;
    double sum = 0;
    for (int i = 0; i < cells; i++) {
      for (int j = 0; j < cells; j++) {
        double p = at((i + 0.5) * side - reach(), (j + 0.5) * side - reach());
        sum -= p > 0 ? p * Math.log(p) : 0;
      }
    }
    return sum * side * side;
  }
}
