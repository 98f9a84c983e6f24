package com.experiture.test.leaks;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails the test class in which a leaked Netty buffer is detected, which can be later
 * than the test that leaked it. JUnit registers this extension automatically. The build
 * sets the level of Netty's leak detection.
 */
public final class LeakDetection implements AfterAllCallback {

	private static final Queue<String> leaks = new ConcurrentLinkedQueue<>();

	// Must run before Netty allocates the first buffer.
	static {
		ResourceLeakDetectorFactory factory = ResourceLeakDetectorFactory.instance();
		ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new ResourceLeakDetectorFactory() {

			@Override
			@SuppressWarnings("deprecation")
			public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int samplingInterval,
					long maxActive) {
				ResourceLeakDetector<T> detector = factory.newResourceLeakDetector(resource, samplingInterval);
				detector.setLeakListener((type, records) -> leaks.add(type + " was not released:" + records));
				return detector;
			}

			@Override
			public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int samplingInterval) {
				return newResourceLeakDetector(resource, samplingInterval, Long.MAX_VALUE);
			}

		});
	}

	@Override
	public void afterAll(ExtensionContext context) {
		List<String> found = leaks();
		if (!found.isEmpty()) {
			throw new AssertionError(String.join(System.lineSeparator(), found));
		}
	}

	/**
	 * Return the leaks that were detected and not returned yet.
	 */
	static List<String> leaks() {
		System.gc();
		// Netty detects leaked buffers when it allocates one.
		PooledByteBufAllocator.DEFAULT.directBuffer().release();
		List<String> found = new ArrayList<>();
		String leak = leaks.poll();
		while (leak != null) {
			found.add(leak);
			leak = leaks.poll();
		}
		return found;
	}

}
