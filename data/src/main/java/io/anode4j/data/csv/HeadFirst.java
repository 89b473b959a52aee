package io.anode4j.data.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A stream whose first bytes can be looked at before they are read. */
final class HeadFirst extends FilterInputStream {
  private final byte[] head;
  private int position;

  /** Looks at so many bytes, or fewer if the stream ends or fails before. */
  HeadFirst(InputStream in, int most) {
    super(in);
    this.head = head(in, most);
  }

  private static byte[] head(InputStream in, int most) {
    byte[] bytes = new byte[most];
    int length = 0;
    try {
      for (int read = 0; read >= 0 && length < most; length += Math.max(0, read)) {
        read = in.read(bytes, length, most - length);
      }
    } catch (IOException e) {
      // Reading the rows will meet it again, and can say in which line.
    }
    return Arrays.copyOf(bytes, length);
  }

  /** The first bytes; not to be changed. */
  byte[] head() {
    return head;
  }

  @Override
  public int read() throws IOException {
    return position < head.length ? head[position++] & 0xFF : super.read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (position == head.length) {
      return super.read(target, offset, length);
    }
    int count = Math.min(length, head.length - position);
    System.arraycopy(head, position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
