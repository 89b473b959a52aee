package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.streaming.RocksDbMemory.Budget;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.PlainTableConfig;
import org.rocksdb.RocksDB;

class RocksDbMemoryTest {
  static {
    RocksDB.loadLibrary();
  }

  @Test
  void allStoresShareOneBudget() {
    Budget budget = new Budget(1 << 20);
    try (Options one = new Options();
        Options other = new Options()) {
      for (Options options : new Options[] {one, other}) {
        options.setTableFormatConfig(new BlockBasedTableConfig());
        new RocksDbMemory().setConfig("state", options, Map.of(RocksDbMemory.KEY, budget));
        assertNotNull(options.writeBufferManager());
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        assertTrue(table.cacheIndexAndFilterBlocks(), "indexes count against the cache");
      }
      assertEquals(one.writeBufferManager(), other.writeBufferManager());
    }
    budget.close();
    budget.close(); // twice does no harm
  }

  @Test
  void aStoreOfAnotherFormatGetsTheWriteBuffersOnly() {
    try (Budget budget = new Budget(1 << 20);
        Options options = new Options()) {
      options.setTableFormatConfig(new PlainTableConfig());
      new RocksDbMemory().setConfig("state", options, Map.of(RocksDbMemory.KEY, budget));
      assertNotNull(options.writeBufferManager());
      assertFalse(options.tableFormatConfig() instanceof BlockBasedTableConfig);
    }
  }

  @Test
  void withoutABudgetNothingIsChanged() {
    try (Options options = new Options()) {
      new RocksDbMemory().setConfig("state", options, Map.of());
      assertNull(options.writeBufferManager());
    }
    new Budget(1 << 20).close(); // one that no store asked for holds nothing
  }
}
