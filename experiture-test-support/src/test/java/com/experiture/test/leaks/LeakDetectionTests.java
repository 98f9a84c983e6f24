package com.experiture.test.leaks;

import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LeakDetectionTests {

	@Test
	void tracksEveryBuffer() {
		assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
	}

	@Test
	void detectsBufferThatWasNotReleased() {
		PooledByteBufAllocator.DEFAULT.directBuffer().writeInt(1);
		List<String> found = new ArrayList<>();
		for (int i = 0; i < 100 && found.isEmpty(); i++) {
			found.addAll(LeakDetection.leaks());
		}
		assertThat(found).singleElement().asString().contains("detectsBufferThatWasNotReleased");
	}

	@Test
	void reportsNothingIfAllBuffersWereReleased() {
		PooledByteBufAllocator.DEFAULT.directBuffer().writeInt(1).release();
		assertThat(LeakDetection.leaks()).isEmpty();
	}

}
