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
 * A file that the operating system sends by itself.
 */
final class FileTransfer {

	private static final int INSPECTED_AT_ONCE = 1 << 16;

	private final FileUpload upload;

	private final UploadMeter meter;

	private final BlockingExecutor workers;

	private volatile boolean ended;

	FileTransfer(FileUpload upload, UploadMeter meter, BlockingExecutor workers) {
		this.workers = workers;
		this.upload = upload;
		this.meter = meter;
	}

	Publisher<Void> send(NettyOutbound outbound) {
		return outbound.sendUsing(this::open, (connection, file) -> new DefaultFileRegion(file, 0, this.upload.size()),
				FileTransfer::close);
	}

	/**
	 * Look at the content beside the transfer, for which it is not read here. Fails with
	 * an {@link UnreadableFile}.
	 */
	Mono<Void> inspected() {
		return (this.upload.inspector() == FileInspector.NONE) ? Mono.empty()
				: Mono.<Void>fromCallable(this::inspect)
					.subscribeOn(this.workers.scheduler())
					.doFinally((signal) -> this.ended = true);
	}

	private @Nullable Void inspect() throws UnreadableFile {
		ByteBuffer buffer = ByteBuffer.allocateDirect(INSPECTED_AT_ONCE);
		long left = this.upload.size();
		try (FileChannel file = open()) {
			while (left > 0 && !this.ended) {
				buffer.clear().limit((int) Math.min(buffer.capacity(), left));
				int read = file.read(buffer);
				if (read < 0) {
					throw UnreadableFile.tooShort();
				}
				left -= read;
				this.upload.inspector().inspect(buffer.flip());
			}
			if (left == 0) {
				this.upload.inspector().end();
			}
			return null;
		}
		catch (UnreadableFile ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new UnreadableFile(ex);
		}
	}

	/**
	 * Fail with an {@link UnreadableFile} where the file is the reason, else with the
	 * failure. That does not tell whether the file or the connection failed, so the file
	 * is asked for the byte that could not be sent.
	 */
	<T> Mono<T> examine(IOException failure) {
		return Mono.<T>fromCallable(() -> {
			throw readable() ? failure : UnreadableFile.tooShort();
		}).subscribeOn(this.workers.scheduler());
	}

	private boolean readable() throws UnreadableFile {
		try (FileChannel file = open()) {
			long sent = this.meter.sent();
			return sent >= this.upload.size()
					|| (file.read(ByteBuffer.allocate(1), sent) > 0 && file.size() >= this.upload.size());
		}
		catch (UnreadableFile ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new UnreadableFile(ex);
		}
	}

	private FileChannel open() throws UnreadableFile {
		try {
			return FileChannel.open(this.upload.file(), StandardOpenOption.READ);
		}
		catch (IOException ex) {
			throw new UnreadableFile(ex);
		}
	}

	private static void close(FileChannel file) {
		try {
			file.close();
		}
		catch (IOException ex) {
			// It was only read.
		}
	}

}
