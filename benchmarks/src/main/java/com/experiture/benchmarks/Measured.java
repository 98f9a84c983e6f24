package com.experiture.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Locale;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/**
 * What a piece of work took in this process.
 *
 * @param seconds the time that passed
 * @param cpuSeconds the time of all processors
 * @param liveHeap the bytes that are still in use afterwards
 * @param peakHeap the bytes that were in use at once, garbage included
 */
record Measured(double seconds, double cpuSeconds, long liveHeap, long peakHeap) {

	private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	static Measured of(Runnable work) {
		System.gc();
		heap().forEach(MemoryPoolMXBean::resetPeakUsage);
		long cpu = SYSTEM.getProcessCpuTime();
		long start = System.nanoTime();
		work.run();
		double seconds = (System.nanoTime() - start) / 1e9;
		double cpuSeconds = (SYSTEM.getProcessCpuTime() - cpu) / 1e9;
		long peak = heapAtPeak();
		System.gc();
		return new Measured(seconds, cpuSeconds, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
				peak);
	}

	static long heapAtPeak() {
		return heap().mapToLong((pool) -> pool.getPeakUsage().getUsed()).sum();
	}

	double perSecond(int records) {
		return records / this.seconds;
	}

	double cpuMicros(int records) {
		return this.cpuSeconds * 1e6 / records;
	}

	String describe(String name, int records) {
		return String.format(Locale.ROOT,
				"%-34s %,12.0f records/s %8.2f us CPU per record   live heap %3d MB, peak %3d MB", name,
				perSecond(records), cpuMicros(records), this.liveHeap >> 20, this.peakHeap >> 20);
	}

	private static Stream<MemoryPoolMXBean> heap() {
		return ManagementFactory.getMemoryPoolMXBeans().stream().filter((pool) -> pool.getType() == MemoryType.HEAP);
	}

}
