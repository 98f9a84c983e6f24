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
 * The content of a file in small pieces, read when they are asked for and on a thread
 * that may wait for the disk.
 */
final class FileChunks {

	// Whoever sends them asks for 128 ahead, which a processor should find in its cache
	// when
	// they are sent. TLS makes no larger records.
	private static final int SIZE = 16 * 1024;

	private final Path file;

	private final long size;

	private final FileInspector inspector;

	private final BlockingExecutor workers;

	FileChunks(FileUpload upload, BlockingExecutor workers) {
		this.workers = workers;
		this.file = upload.file();
		this.size = upload.size();
		this.inspector = upload.inspector();
	}

	Flux<ByteBuf> read(ByteBufAllocator allocator) {
		return Flux
			.<ByteBuf, Reading>generate(() -> new Reading(open(), this.size, this.inspector),
					(reading, sink) -> reading.next(allocator, sink), Reading::close)
			.doOnDiscard(ByteBuf.class, ByteBuf::release)
			.subscribeOn(this.workers.scheduler());
	}

	private SeekableByteChannel open() throws UnreadableFile {
		try {
			return Files.newByteChannel(this.file);
		}
		catch (IOException ex) {
			throw new UnreadableFile(ex);
		}
	}

	private static final class Reading {

		private final SeekableByteChannel input;

		private final FileInspector inspector;

		private long left;

		Reading(SeekableByteChannel input, long size, FileInspector inspector) {
			this.input = input;
			this.left = size;
			this.inspector = inspector;
		}

		Reading next(ByteBufAllocator allocator, SynchronousSink<ByteBuf> sink) {
			int size = (int) Math.min(SIZE, this.left);
			ByteBuf chunk = allocator.directBuffer(size, size);
			try {
				fill(chunk, size);
				this.left -= size;
				inspect(chunk.nioBuffer(0, size));
				sink.next(chunk);
				if (this.left == 0) {
					sink.complete();
				}
			}
			catch (ClosedByInterruptException ex) {
				// Whoever asked has gone.
				chunk.release();
				sink.complete();
			}
			catch (UnreadableFile ex) {
				chunk.release();
				sink.error(ex);
			}
			catch (IOException ex) {
				chunk.release();
				sink.error(new UnreadableFile(ex));
			}
			return this;
		}

		// Straight into memory that is sent from: a stream would copy it twice more.
		private void fill(ByteBuf chunk, int size) throws IOException {
			ByteBuffer target = chunk.nioBuffer(0, size);
			while (target.hasRemaining()) {
				if (this.input.read(target) < 0) {
					throw UnreadableFile.tooShort();
				}
			}
			chunk.writerIndex(size);
		}

		// The last part is not sent if the end is wrong, so the storage has no whole
		// file.
		private void inspect(ByteBuffer content) throws IOException {
			this.inspector.inspect(content);
			if (this.left == 0) {
				this.inspector.end();
			}
		}

		void close() {
			try {
				this.input.close();
			}
			catch (IOException ex) {
				// It was only read.
			}
		}

	}

}
