package io.anode4j.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.reference.Doubles;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class NdArraysTest {
  @ParameterizedTest
  @CsvSource({"1,1", "1,5", "5,1", "3,16", "7,17", "33,100", "0,3"})
  void goesThereAndBack(int rows, int columns) {
    Matrix matrix = Doubles.randomMatrix(new SplittableRandom(1), rows, columns);
    INDArray array = NdArrays.of(matrix);
    assertArrayEquals(new long[] {rows, columns}, array.shape());
    assertEquals(DataType.FLOAT, array.dataType());
    Matrix back = NdArrays.matrix(array);
    assertEquals(rows, back.rows());
    assertEquals(columns, back.columns());
    assertArrayEquals(matrix.toArray(), back.toArray());
  }

  @Test
  void copiesAndDoesNotShare() {
    Matrix matrix = Matrix.of(new float[][] {{1, 2}, {3, 4}});
    INDArray array = NdArrays.of(matrix);
    array.putScalar(0, 0, 9);
    assertEquals(1, matrix.get(0, 0));
    Matrix back = NdArrays.matrix(array);
    array.putScalar(0, 0, 8);
    assertEquals(9, back.get(0, 0));
  }

  @Test
  void readsEveryOrderAndView() {
    float[] byRows = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    INDArray c = Nd4j.createFromArray(byRows).reshape('c', 3, 4);
    assertArrayEquals(byRows, NdArrays.matrix(c).toArray());
    assertArrayEquals(byRows, NdArrays.matrix(c.dup('f')).toArray());
    Matrix transposed = NdArrays.matrix(c.transpose());
    assertEquals(4, transposed.rows());
    assertArrayEquals(new float[] {1, 5, 9, 2, 6, 10, 3, 7, 11, 4, 8, 12}, transposed.toArray());
    INDArray inner = c.get(NDArrayIndex.interval(1, 3), NDArrayIndex.interval(1, 4));
    assertArrayEquals(new float[] {6, 7, 8, 10, 11, 12}, NdArrays.matrix(inner).toArray());
    INDArray skipping = c.dup('f').get(NDArrayIndex.all(), NDArrayIndex.interval(0, 2, 4));
    assertArrayEquals(new float[] {1, 3, 5, 7, 9, 11}, NdArrays.matrix(skipping).toArray());
    assertArrayEquals(new float[] {5, 6, 7, 8}, NdArrays.matrix(c.getRow(1)).toArray());
    Matrix column = NdArrays.matrix(c.getColumn(2, true));
    assertEquals(3, column.rows());
    assertArrayEquals(new float[] {3, 7, 11}, column.toArray());
  }

  @Test
  void convertsOtherTypesAndKeepsNaN() {
    Matrix matrix = NdArrays.matrix(Nd4j.createFromArray(new double[][] {{0.1, Double.NaN}}));
    assertEquals(0.1f, matrix.get(0, 0));
    assertTrue(Float.isNaN(matrix.get(0, 1)));
    assertEquals(7, NdArrays.matrix(Nd4j.createFromArray(7, 8)).get(0, 0));
  }

  @Test
  void refusesOtherNumbersOfDimensions() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> NdArrays.matrix(Nd4j.zeros(DataType.FLOAT, 2, 3, 4)))
            .getMessage();
    assertTrue(message.contains("shape [2, 3, 4]"), message);
    assertTrue(message.contains("reshape"), message);
    assertThrows(IllegalArgumentException.class, () -> NdArrays.matrix(Nd4j.scalar(1f)));
  }

  @Test
  void doublesKeepTheirDigits() {
    double[][] seconds = {{1.7e9 + 0.25, Double.NaN, -1}, {1.7e9 + 0.5, 3, 1e-300}};
    INDArray array = NdArrays.of(seconds);
    assertEquals(DataType.DOUBLE, array.dataType());
    assertArrayEquals(new long[] {2, 3}, array.shape());
    double[] flat = {seconds[0][0], Double.NaN, -1, seconds[1][0], 3, 1e-300};
    assertArrayEquals(flat, NdArrays.doubles(array));
    assertArrayEquals(flat, NdArrays.doubles(array.dup('f')));
    double[] columns = {seconds[0][0], seconds[1][0], Double.NaN, 3, -1, 1e-300};
    assertArrayEquals(columns, NdArrays.doubles(array.transpose()));
    assertArrayEquals(new double[] {1, 2, 3}, NdArrays.doubles(Nd4j.createFromArray(1, 2, 3)));
    assertArrayEquals(new double[0], NdArrays.doubles(Nd4j.empty(DataType.DOUBLE)));
    assertThrows(IllegalArgumentException.class, () -> NdArrays.of(new double[][] {{1}, {1, 2}}));
    assertThrows(IllegalArgumentException.class, () -> NdArrays.of(new double[][] {{}, {}}));
    assertThrows(IllegalArgumentException.class, () -> NdArrays.of(new double[0][]));
  }
}
