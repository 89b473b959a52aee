package io.anode4j.streaming.operations;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One open page: server-sent events through a bounded queue that drops the oldest. */
final class LiveListener {
  private static final int MOST_WAITING = 1000;
  private static final int SECONDS_BETWEEN_SIGNS = 10;

  /** A page draws ten times a second at most, and no eye follows more than this. */
  private static final int MOST_AT_ONCE = 100;

  private static final int MILLIS_BETWEEN = 100;

  private final BlockingQueue<Supplier<String>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private volatile boolean closed;

  /** Never blocks: a page that cannot keep up misses results, the stream does not wait. */
  void offer(Supplier<String> message) {
    while (!waiting.offer(message)) {
      waiting.poll();
    }
  }

  /** Writes events until the page is closed, with a sign of life when there is nothing to say. */
  void writeTo(OutputStream out) throws IOException, InterruptedException {
    write(out, ": here\nretry: 2000\n\n");
    while (!closed) {
      @Nullable Supplier<String> message = waiting.poll(SECONDS_BETWEEN_SIGNS, TimeUnit.SECONDS);
      write(out, message == null ? ": still here\n\n" : batch(message));
      TimeUnit.MILLISECONDS.sleep(closed ? 0 : MILLIS_BETWEEN);
    }
  }

  private String batch(Supplier<String> first) {
    StringBuilder text = new StringBuilder();
    @Nullable Supplier<String> next = first;
    for (int i = 0; i < MOST_AT_ONCE && next != null; i++) {
      text.append("data: ").append(next.get()).append("\n\n");
      next = i + 1 < MOST_AT_ONCE ? waiting.poll() : null;
    }
    return text.toString();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Ends the writing; the message only wakes it. */
  void close() {
    closed = true;
    offer(() -> "{\"kind\":\"end\"}");
  }
}
