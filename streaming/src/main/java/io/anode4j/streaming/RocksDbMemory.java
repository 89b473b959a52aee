package io.anode4j.streaming;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Lets all RocksDB stores of an application share one budget of native memory; Kafka's own default
 * is a budget for each store of each partition, without an upper bound for the process.
 *
 * <p>Kafka makes it by its public constructor; {@code rocksdb.config.setter} names it.
 */
public final class RocksDbMemory implements RocksDBConfigSetter {
  /** Under this name the shared budget reaches it. */
  static final String KEY = "anode4j.internal.rocksdb.memory";

  /** For {@link RocksDBConfigSetter}'s maker. */
  public RocksDbMemory() {}

  /** One budget, reserved when the first store opens. */
  static final class Budget implements AutoCloseable {
    private final long bytes;
    private @Nullable Cache cache;
    private @Nullable WriteBufferManager writeBuffers;

    Budget(long bytes) {
      this.bytes = bytes;
    }

    synchronized void apply(Options options) {
      Cache shared = cache;
      WriteBufferManager buffers = writeBuffers;
      if (shared == null || buffers == null) {
        RocksDB.loadLibrary();
        shared = new LRUCache(bytes);
        // Write buffers count against the same cache, half of it at most.
        buffers = new WriteBufferManager(bytes / 2, shared);
        cache = shared;
        writeBuffers = buffers;
      }
      if (options.tableFormatConfig() instanceof BlockBasedTableConfig table) {
        table.setBlockCache(shared);
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
      }
      options.setWriteBufferManager(buffers);
    }

    @Override
    public synchronized void close() {
      if (writeBuffers != null) {
        writeBuffers.close();
      }
      if (cache != null) {
        cache.close();
      }
      writeBuffers = null;
      cache = null;
    }
  }

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    if (configs.get(KEY) instanceof Budget budget) {
      budget.apply(options);
    }
  }

  @Override
  public void close(String storeName, Options options) {
    // The budget outlives its stores; whoever made it closes it.
  }
}
