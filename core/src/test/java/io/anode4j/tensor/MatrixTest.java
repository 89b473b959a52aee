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
}
