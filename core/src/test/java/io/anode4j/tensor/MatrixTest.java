package io.anode4j.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MatrixTest {
  @Test
  void padsItsRows() {
    assertEquals(16, new Matrix(2, 1).stride());
    assertEquals(16, new Matrix(2, 16).stride());
    Matrix m = new Matrix(3, 17);
    assertEquals(32, m.stride());
    assertEquals(96, m.data().length);
    assertEquals(3, m.rows());
    assertEquals(17, m.columns());
    assertEquals("Matrix[3 × 17]", m.toString());
    assertEquals(0, new Matrix(0, 4).toArray().length);
  }

  @Test
  void readsAndWritesElements() {
    Matrix m = Matrix.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
    assertEquals(6, m.get(1, 2));
    m.set(1, 0, 9);
    assertArrayEquals(new float[] {1, 2, 3, 9, 5, 6}, m.toArray());
    assertArrayEquals(m.toArray(), Matrix.of(2, 3, new float[] {1, 2, 3, 9, 5, 6}).toArray());
    Matrix copy = new Matrix(2, 3);
    copy.copyRow(0, m, 1);
    assertArrayEquals(new float[] {9, 5, 6, 0, 0, 0}, copy.toArray());
    m.clearRows(1);
    assertArrayEquals(new float[] {0, 0, 0, 9, 5, 6}, m.toArray());
  }

  @Test
  void refusesWhatIsOutside() {
    Matrix m = new Matrix(2, 3);
    assertThrows(IndexOutOfBoundsException.class, () -> m.get(2, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> m.get(-1, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> m.set(0, -1, 1));
    String message = assertThrows(IndexOutOfBoundsException.class, () -> m.get(0, 3)).getMessage();
    assertTrue(message.contains("(0, 3) is outside 2 × 3"), message);
  }

  @Test
  void refusesShapesThatAreNone() {
    assertThrows(IllegalArgumentException.class, () -> new Matrix(-1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Matrix(1, 0));
    assertThrows(IllegalArgumentException.class, () -> Matrix.of(2, 2, new float[3]));
    String ragged =
        assertThrows(IllegalArgumentException.class, () -> Matrix.of(new float[][] {{1, 2}, {3}}))
            .getMessage();
    assertTrue(ragged.contains("Row 1 has 1 columns; expected 2"), ragged);
    assertThrows(ArithmeticException.class, () -> new Matrix(1 << 20, 1 << 14));
  }

  private static String refusal(float[]... rows) {
    return assertThrows(IllegalArgumentException.class, () -> Matrix.of(rows)).getMessage();
  }

  @Test
  void saysWhatIsWrongWithItsRows() {
    String none = refusal(new float[0][]);
    assertTrue(none.contains("Found no rows") && none.contains("new Matrix(0, columns)"), none);
    assertTrue(refusal(new float[2][0]).contains("Row 0 of 2 has no columns"));
    assertTrue(refusal(new float[] {1}, null).contains("Row 1 of 2 is null"));
    assertTrue(refusal(new float[] {1}, new float[0]).contains("Row 1 of 2 has no columns"));
    assertTrue(refusal(null, new float[] {1}).contains("Row 0 of 2 is null"));
    String wide = refusal(new float[] {1}, new float[] {1, 2});
    assertTrue(wide.contains("Row 1 has 2 columns; expected 1"), wide);
  }

  @Test
  void saysWhatIsWrongWithItsSizes() {
    String few =
        assertThrows(IllegalArgumentException.class, () -> Matrix.of(2, 3, new float[5]))
            .getMessage();
    assertTrue(few.contains("5 values cannot fill 2 × 3; expected 6"), few);
    assertThrows(IllegalArgumentException.class, () -> Matrix.of(-1, -5, new float[5]));
    assertThrows(IllegalArgumentException.class, () -> Matrix.of(0, 0, new float[0]));
    // 2^32 values wrap to none.
    String huge =
        assertThrows(
                IllegalArgumentException.class, () -> Matrix.of(1 << 16, 1 << 16, new float[0]))
            .getMessage();
    assertTrue(huge.contains("expected 4294967296"), huge);
    assertEquals(0, Matrix.of(0, 3, new float[0]).rows());
  }
}
