package com.experiture.simulation;

import io.netty.buffer.UnpooledByteBufAllocator;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

/**
 * The buffers of a network, which count the bytes of responses that were not released.
 * For requests, whose buffers the client allocates, {@code LeakDetection} detects leaks.
 */
final class Buffers {

	private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false, true);

	private final NettyDataBufferFactory factory = new NettyDataBufferFactory(this.allocator);

	NettyDataBufferFactory factory() {
		return this.factory;
	}

	/**
	 * Read a buffer of the client and release it.
	 */
	byte[] take(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

	/**
	 * Return the number of bytes of responses that are not released.
	 */
	long held() {
		return this.allocator.metric().usedHeapMemory() + this.allocator.metric().usedDirectMemory();
	}

}
