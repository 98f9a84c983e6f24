package com.experiture.simulation;

import io.netty.buffer.UnpooledByteBufAllocator;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

/**
 * The buffers of a network. It knows how much of the responses was not released; of the
 * requests, whose buffers the client makes, {@code LeakDetection} knows.
 */
final class Buffers {

	private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false, true);

	private final NettyDataBufferFactory factory = new NettyDataBufferFactory(this.allocator);

	NettyDataBufferFactory factory() {
		return this.factory;
	}

	/**
	 * Take what the client sends, and release it.
	 */
	byte[] take(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

	/**
	 * Return what of the responses is still held, in bytes.
	 */
	long held() {
		return this.allocator.metric().usedHeapMemory() + this.allocator.metric().usedDirectMemory();
	}

}
