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
 * Looks at one upload again and again, on the thread of its connection: how far it is,
 * and whether it still moves.
 */
final class UploadMeter implements Runnable {

	private static final long LONGEST_PERIOD = TimeUnit.MILLISECONDS.toNanos(500);

	private final Duration stallTimeout;

	private final LongConsumer progress;

	private final Sinks.Empty<Void> stalled = Sinks.empty();

	private volatile @Nullable Channel channel;

	private volatile @Nullable Future<?> looks;

	private volatile @Nullable DefaultFileRegion region;

	private volatile long written;

	private volatile boolean standsStill;

	private volatile boolean stopped;

	private long lastSent;

	private long lastPending;

	private long lastMove;

	UploadMeter(Duration stallTimeout, LongConsumer progress) {
		this.stallTimeout = stallTimeout;
		this.progress = progress;
	}

	void start(Channel channel) {
		long period = Math.max(1, Math.min(LONGEST_PERIOD, this.stallTimeout.toNanos() / 4));
		this.lastMove = System.nanoTime();
		this.channel = channel;
		this.looks = channel.eventLoop().scheduleAtFixedRate(this, period, period, TimeUnit.NANOSECONDS);
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
	 * Completes when nothing moves any more.
	 */
	Mono<Void> stalled() {
		return this.stalled.asMono();
	}

	/**
	 * Fails where the upload was ended because it stood still. Its connection is closed
	 * by then: one that is shared by several streams would else be taken for the next
	 * upload. It is not asked to end well, since it may be dead.
	 */
	Mono<Void> verdict() {
		if (!this.standsStill) {
			return Mono.empty();
		}
		Channel channel = this.channel;
		Channel shared = (channel != null) ? channel.parent() : null;
		ChannelHandlerContext first = (shared != null) ? shared.pipeline().firstContext() : null;
		if (first != null) {
			first.close();
		}
		return Mono.error(new IOException("Nothing moved for " + this.stallTimeout.toMillis() + " ms"));
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
			this.lastMove = now;
		}
		else if (now - this.lastMove > this.stallTimeout.toNanos()) {
			this.standsStill = true;
			this.stalled.tryEmitEmpty();
		}
	}

	void stop() {
		this.stopped = true;
		Future<?> looks = this.looks;
		if (looks != null) {
			looks.cancel(false);
		}
	}

}
