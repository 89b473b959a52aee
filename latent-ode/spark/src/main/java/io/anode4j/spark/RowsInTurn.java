package io.anode4j.spark;

import java.util.Collections;
import java.util.Iterator;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;

/** The rows of one batch after the other; the next is made when those before it are used up. */
final class RowsInTurn implements Iterator<Row> {
  private final BooleanSupplier more;
  private final Supplier<Iterator<Row>> batches;
  private Iterator<Row> current = Collections.emptyIterator();

  RowsInTurn(BooleanSupplier more, Supplier<Iterator<Row>> batches) {
    this.more = more;
    this.batches = batches;
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext() && more.getAsBoolean()) {
      current = batches.get();
    }
    return current.hasNext();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      // Says it in the words of an iterator that is at its end.
      return Collections.<Row>emptyIterator().next();
    }
    return current.next();
  }
}
