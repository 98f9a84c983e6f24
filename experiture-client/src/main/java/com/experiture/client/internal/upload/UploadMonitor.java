package com.experiture.client.internal.upload;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultFileRegion;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Monitors the progress of one upload periodically on the thread of its connection, and
 * detects a stalled upload.
 */
final class UploadMonitor implements Runnable {

	private static final long MAX_PERIOD = TimeUnit.MILLISECONDS.toNanos(500);

	private final Duration stallTimeout;

	private final LongConsumer progress;

	private final Sinks.Empty<Void> stalled = Sinks.empty();

	private volatile @Nullable Channel channel;

	private volatile @Nullable Future<?> checks;

	private volatile @Nullable DefaultFileRegion region;

	private volatile long written;

	private volatile boolean hasStalled;

	private volatile boolean stopped;

	private long lastSent;

	private long lastPending;

	private long lastProgress;

	UploadMonitor(Duration stallTimeout, LongConsumer progress) {
		this.stallTimeout = stallTimeout;
		this.progress = progress;
	}

	void start(Channel channel) {
		long period = Math.max(1, Math.min(MAX_PERIOD, this.stallTimeout.toNanos() / 4));
		this.lastProgress = System.nanoTime();
		this.channel = channel;
		this.checks = channel.eventLoop().scheduleAtFixedRate(this, period, period, TimeUnit.NANOSECONDS);
	}

	void watch(DefaultFileRegion region) {
		this.region = region;
	}

	// Only called on the thread of the connection.
	void add(int bytes) {
		this.written += bytes;
	}

	long sent() {
		DefaultFileRegion region = this.region;
		return (region != null) ? region.transferred() : this.written;
	}

	/**
	 * Complete when the upload has stalled.
	 */
	Mono<Void> stalled() {
		return this.stalled.asMono();
	}

	/**
	 * Fail if the upload has stalled. The connection of an HTTP/2 stream is closed, too;
	 * otherwise, the next upload would use it. It is not closed gracefully, because it
	 * may be dead.
	 */
	Mono<Void> failIfStalled() {
		if (!this.hasStalled) {
			return Mono.empty();
		}
		Channel channel = this.channel;
		Channel shared = (channel != null) ? channel.parent() : null;
		ChannelHandlerContext first = (shared != null) ? shared.pipeline().firstContext() : null;
		if (first != null) {
			first.close();
		}
		return Mono.error(new IOException("No progress for " + this.stallTimeout.toMillis() + " ms"));
	}

	@Override
	public void run() {
		Channel channel = this.channel;
		if (channel == null || this.stopped) {
			stop();
			return;
		}
		long sent = sent();
		long pending = channel.bytesBeforeWritable() - channel.bytesBeforeUnwritable();
		long now = System.nanoTime();
		if (sent != this.lastSent) {
			this.progress.accept(sent);
		}
		if (sent != this.lastSent || pending != this.lastPending) {
			this.lastSent = sent;
			this.lastPending = pending;
			this.lastProgress = now;
		}
		else if (now - this.lastProgress > this.stallTimeout.toNanos()) {
			this.hasStalled = true;
			this.stalled.tryEmitEmpty();
		}
	}

	void stop() {
		this.stopped = true;
		Future<?> checks = this.checks;
		if (checks != null) {
			checks.cancel(false);
		}
	}

}
