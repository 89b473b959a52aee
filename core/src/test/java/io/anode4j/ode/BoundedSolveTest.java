package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.reference.Watchdog;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * No times, however odd, make a solve hang, exceed its budget, lie about its status or give an
 * output that is wrong: random solves by every method. {@code -Danode4j.solves=100000} tries that
 * many.
 */
class BoundedSolveTest {
  private static final int SOLVES = Integer.getInteger("anode4j.solves", 4000);

  @Test
  void everySolveEndsWithinItsBudgetAndIsRight() {
    Map<RowStatus, Integer> ends = new EnumMap<>(RowStatus.class);
    Watchdog.watch(
        0,
        SOLVES,
        seed ->
            new RandomSolve(seed)
                .check()
                .rows()
                .forEach(row -> ends.merge(row.status(), 1, Integer::sum)),
        seed -> new RandomSolve(seed).toString());
    System.out.println("Random solves: " + SOLVES + ", rows by how they ended: " + ends);
    int rows = ends.values().stream().mapToInt(Integer::intValue).sum();
    assertTrue(rows > SOLVES, "rows " + rows);
    assertTrue(ends.get(RowStatus.SUCCESS) > rows / 3, "too few arrive to tell: " + ends);
    for (RowStatus status :
        new RowStatus[] {RowStatus.TOO_MANY_STEPS, RowStatus.BUDGET, RowStatus.EVENT}) {
      assertTrue(ends.getOrDefault(status, 0) > SOLVES / 100, "few of " + status + ": " + ends);
    }
  }

  @Test
  void theSameSeedIsTheSameSolve() {
    for (long seed = 0; seed < 50; seed++) {
      assertEquals(new RandomSolve(seed).toString(), new RandomSolve(seed).toString());
    }
  }
}
