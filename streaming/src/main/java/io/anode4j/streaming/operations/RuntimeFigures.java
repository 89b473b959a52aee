package io.anode4j.streaming.operations;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.concurrent.TimeUnit;

/** Memory, collections, threads, files and processor of this JVM, in Prometheus' base units. */
final class RuntimeFigures implements AutoCloseable {
  /** In nanoseconds, which Prometheus has no use for: replaced by seconds. */
  private static final String CPU_NANOS = "process.cpu.time";

  private final JvmGcMetrics collections = new JvmGcMetrics();

  private RuntimeFigures() {}

  static RuntimeFigures bind(MeterRegistry registry) {
    RuntimeFigures figures = new RuntimeFigures();
    figures.collections.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    registry.find(CPU_NANOS).meters().forEach(registry::remove);
    new UptimeMetrics().bindTo(registry);
    FunctionCounter.builder(
            "process.cpu.seconds",
            ManagementFactory.getOperatingSystemMXBean(),
            RuntimeFigures::cpuSeconds)
        .description("Processor time of this process, of all its threads")
        .register(registry);
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      FunctionTimer.builder(
              "jvm.gc.collection",
              collector,
              GarbageCollectorMXBean::getCollectionCount,
              GarbageCollectorMXBean::getCollectionTime,
              TimeUnit.MILLISECONDS)
          .description("Collections of the heap and the time they took, from the start on")
          .tag("gc", collector.getName())
          .register(registry);
    }
    return figures;
  }

  private static double cpuSeconds(OperatingSystemMXBean system) {
    return system instanceof com.sun.management.OperatingSystemMXBean known
        ? Math.max(0, known.getProcessCpuTime()) / 1e9
        : 0;
  }

  @Override
  public void close() {
    collections.close();
  }
}
