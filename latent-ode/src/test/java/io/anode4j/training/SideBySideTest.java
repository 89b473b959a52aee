package io.anode4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.model.EpochReport;
import io.anode4j.tensor.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SideBySideTest {
  private final List<String> told = new ArrayList<>();
  private final TrainingListener listener =
      new TrainingListener() {
        @Override
        public void onEpoch(EpochReport report, TrainingPace pace) {
          told.add("epoch " + report.epoch());
        }

        @Override
        public void onNotice(String sentence) {
          told.add(sentence);
        }
      };

  private static SideBySide.Fit<Integer> epochs(String title, int count) {
    return new SideBySide.Fit<>(
        title,
        to -> {
          for (int i = 1; i <= count; i++) {
            to.onEpoch(new EpochReport(i, count, 0, 0, 0, 0, 0, true), new TrainingPace(1, 1, 1));
          }
          return count;
        });
  }

  private <T> List<T> run(List<SideBySide.Fit<T>> fits) {
    try (Workers workers = new Workers(1, "The test")) {
      return SideBySide.run(fits, listener, workers);
    }
  }

  /** The first ends only once the second has begun, which it could not do one after the other. */
  @Test
  void allAreUnderWayAtOnceAndToldOfInOrder() {
    CountDownLatch begun = new CountDownLatch(1);
    SideBySide.Fit<Integer> first =
        new SideBySide.Fit<>(
            "",
            to -> {
              await(begun);
              return epochs("", 1).fit().apply(to);
            });
    SideBySide.Fit<Integer> second =
        new SideBySide.Fit<>(
            "the second",
            to -> {
              begun.countDown();
              return epochs("", 2).fit().apply(to);
            });
    assertEquals(List.of(1, 2, 1), run(List.of(first, second, epochs("the third", 1))));
    assertEquals(
        List.of("epoch 1", "the second", "epoch 1", "epoch 2", "the third", "epoch 1"), told);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped");
    }
  }

  /** A training that would never end is stopped, and has stopped when the failure is known. */
  @Test
  void aFailureStopsTheOthers() {
    CountDownLatch stopped = new CountDownLatch(1);
    SideBySide.Fit<Integer> endless =
        new SideBySide.Fit<>(
            "endless",
            to -> {
              try {
                await(new CountDownLatch(1));
              } finally {
                stopped.countDown();
              }
              return 0;
            });
    SideBySide.Fit<Integer> failing =
        new SideBySide.Fit<>(
            "",
            to -> {
              throw new TrainingFailedException("diverged");
            });
    assertThrows(TrainingFailedException.class, () -> run(List.of(failing, endless)));
    assertEquals(0, stopped.getCount());
    assertThrows(
        TrainingFailedException.class,
        () -> run(List.of(epochs("", 1), new SideBySide.Fit<>("later", failing.fit()))));
  }

  @Test
  void anInterruptStopsAllOfThem() {
    SideBySide.Fit<Integer> endless =
        new SideBySide.Fit<>(
            "endless",
            to -> {
              await(new CountDownLatch(1));
              return 0;
            });
    SideBySide.Fit<Integer> interrupting =
        new SideBySide.Fit<>(
            "",
            to -> {
              Thread.currentThread().interrupt();
              return 0;
            });
    assertThrows(CancellationException.class, () -> run(List.of(interrupting, endless)));
    assertTrue(Thread.interrupted());
  }
}
