package com.experiture.client.internal.upload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

import io.netty.channel.DefaultFileRegion;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.NettyOutbound;

import com.experiture.client.internal.concurrent.BlockingExecutor;

/**
 * The transfer of a file by the operating system, without copying it into the
 * application.
 */
final class ZeroCopyTransfer {

	private static final int INSPECTED_SIZE = 1 << 16;

	private final FileContent content;

	private final UploadMonitor monitor;

	private final BlockingExecutor executor;

	private volatile boolean ended;

	ZeroCopyTransfer(FileContent content, UploadMonitor monitor, BlockingExecutor executor) {
		this.executor = executor;
		this.content = content;
		this.monitor = monitor;
	}

	Publisher<Void> send(NettyOutbound outbound) {
		return outbound.sendUsing(this::open, (connection, file) -> new DefaultFileRegion(file, 0, this.content.size()),
				ZeroCopyTransfer::close);
	}

	/**
	 * Inspect the content in parallel with the transfer, which does not read it here.
	 * Fails with an {@link UnreadableFileException}.
	 */
	Mono<Void> inspected() {
		return (this.content.inspector() == FileInspector.NONE) ? Mono.empty()
				: Mono.<Void>fromCallable(this::inspect)
					.subscribeOn(this.executor.scheduler())
					.doFinally((signal) -> this.ended = true);
	}

	private @Nullable Void inspect() throws UnreadableFileException {
		ByteBuffer buffer = ByteBuffer.allocateDirect(INSPECTED_SIZE);
		long remaining = this.content.size();
		try (FileChannel file = open()) {
			while (remaining > 0 && !this.ended) {
				buffer.clear().limit((int) Math.min(buffer.capacity(), remaining));
				int read = file.read(buffer);
				if (read < 0) {
					throw UnreadableFileException.tooShort();
				}
				remaining -= read;
				this.content.inspector().inspect(buffer.flip());
			}
			if (remaining == 0) {
				this.content.inspector().end();
			}
			return null;
		}
		catch (UnreadableFileException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new UnreadableFileException(ex);
		}
	}

	/**
	 * Fail with an {@link UnreadableFileException} if the file is the reason, otherwise
	 * with the failure. The failure does not show whether the file or the connection
	 * failed, so this method reads the byte that could not be sent.
	 */
	<T> Mono<T> examine(IOException failure) {
		return Mono.<T>fromCallable(() -> {
			throw readable() ? failure : UnreadableFileException.tooShort();
		}).subscribeOn(this.executor.scheduler());
	}

	private boolean readable() throws UnreadableFileException {
		try (FileChannel file = open()) {
			long sent = this.monitor.sent();
			return sent >= this.content.size()
					|| (file.read(ByteBuffer.allocate(1), sent) > 0 && file.size() >= this.content.size());
		}
		catch (UnreadableFileException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new UnreadableFileException(ex);
		}
	}

	private FileChannel open() throws UnreadableFileException {
		try {
			return FileChannel.open(this.content.file(), StandardOpenOption.READ);
		}
		catch (IOException ex) {
			throw new UnreadableFileException(ex);
		}
	}

	private static void close(FileChannel file) {
		try {
			file.close();
		}
		catch (IOException ex) {
			// The file was only read.
		}
	}

}
