package com.experiture.client.internal.upload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

import com.experiture.client.internal.concurrent.BlockingExecutor;

/**
 * The content of a file in small chunks, which are read on demand and on a thread that
 * can block.
 */
final class FileChunks {

	// Reactor Netty requests 128 chunks in advance, which should still be in the cache of
	// the processor when they are sent. TLS records are not larger.
	private static final int SIZE = 16 * 1024;

	private final Path file;

	private final long size;

	private final FileInspector inspector;

	private final BlockingExecutor executor;

	FileChunks(FileContent content, BlockingExecutor executor) {
		this.executor = executor;
		this.file = content.file();
		this.size = content.size();
		this.inspector = content.inspector();
	}

	Flux<ByteBuf> read(ByteBufAllocator allocator) {
		return Flux
			.<ByteBuf, Reading>generate(() -> new Reading(open(), this.size, this.inspector),
					(reading, sink) -> reading.next(allocator, sink), Reading::close)
			.doOnDiscard(ByteBuf.class, ByteBuf::release)
			.subscribeOn(this.executor.scheduler());
	}

	private SeekableByteChannel open() throws UnreadableFileException {
		try {
			return Files.newByteChannel(this.file);
		}
		catch (IOException ex) {
			throw new UnreadableFileException(ex);
		}
	}

	private static final class Reading {

		private final SeekableByteChannel input;

		private final FileInspector inspector;

		private long remaining;

		Reading(SeekableByteChannel input, long size, FileInspector inspector) {
			this.input = input;
			this.remaining = size;
			this.inspector = inspector;
		}

		Reading next(ByteBufAllocator allocator, SynchronousSink<ByteBuf> sink) {
			int size = (int) Math.min(SIZE, this.remaining);
			ByteBuf chunk = allocator.directBuffer(size, size);
			try {
				fill(chunk, size);
				this.remaining -= size;
				inspect(chunk.nioBuffer(0, size));
				sink.next(chunk);
				if (this.remaining == 0) {
					sink.complete();
				}
			}
			catch (ClosedByInterruptException ex) {
				// The upload was cancelled.
				chunk.release();
				sink.complete();
			}
			catch (UnreadableFileException ex) {
				chunk.release();
				sink.error(ex);
			}
			catch (IOException ex) {
				chunk.release();
				sink.error(new UnreadableFileException(ex));
			}
			return this;
		}

		// Reads into the memory that is sent; a stream would copy the content twice more.
		private void fill(ByteBuf chunk, int size) throws IOException {
			ByteBuffer target = chunk.nioBuffer(0, size);
			while (target.hasRemaining()) {
				if (this.input.read(target) < 0) {
					throw UnreadableFileException.tooShort();
				}
			}
			chunk.writerIndex(size);
		}

		// If the end is invalid, the last chunk is not sent, so that the storage does not
		// receive a complete file.
		private void inspect(ByteBuffer content) throws IOException {
			this.inspector.inspect(content);
			if (this.remaining == 0) {
				this.inspector.end();
			}
		}

		void close() {
			try {
				this.input.close();
			}
			catch (IOException ex) {
				// The file was only read.
			}
		}

	}

}
