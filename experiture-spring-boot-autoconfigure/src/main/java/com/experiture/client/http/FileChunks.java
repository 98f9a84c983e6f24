package com.experiture.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

/**
 * The content of a file in small pieces, read when they are asked for and on a thread
 * that may wait for the disk.
 */
final class FileChunks {

	// Whoever sends them asks for 128 ahead.
	private static final int SIZE = 32 * 1024;

	private final Path file;

	private final long size;

	private final Workers workers;

	FileChunks(Path file, long size, Workers workers) {
		this.workers = workers;
		this.file = file;
		this.size = size;
	}

	Flux<ByteBuf> read(ByteBufAllocator allocator) {
		return Flux
			.<ByteBuf, Reading>generate(() -> new Reading(open(), this.size),
					(reading, sink) -> reading.next(allocator, sink), Reading::close)
			.doOnDiscard(ByteBuf.class, ByteBuf::release)
			.subscribeOn(this.workers.scheduler());
	}

	private InputStream open() throws UnreadableFile {
		try {
			return Files.newInputStream(this.file);
		}
		catch (IOException ex) {
			throw new UnreadableFile(ex);
		}
	}

	private static final class Reading {

		private final InputStream input;

		private final byte[] bytes = new byte[SIZE];

		private long left;

		Reading(InputStream input, long size) {
			this.input = input;
			this.left = size;
		}

		Reading next(ByteBufAllocator allocator, SynchronousSink<ByteBuf> sink) {
			try {
				int read = this.input.readNBytes(this.bytes, 0, (int) Math.min(SIZE, this.left));
				if (read == 0) {
					sink.error(UnreadableFile.tooShort());
					return this;
				}
				this.left -= read;
				sink.next(allocator.buffer(read).writeBytes(this.bytes, 0, read));
				if (this.left == 0) {
					sink.complete();
				}
			}
			catch (ClosedByInterruptException ex) {
				// Whoever asked has gone.
				sink.complete();
			}
			catch (IOException ex) {
				sink.error(new UnreadableFile(ex));
			}
			return this;
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
