package com.experiture.client.internal.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Http2KeepAlive}, on virtual time.
 */
class Http2KeepAliveTests {

	private static final int PING = 6;

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final Http2FrameCodec codec = Http2FrameCodecBuilder.forClient().build();

	@BeforeEach
	void open() {
		this.channel.freezeTime();
		this.channel.pipeline().addLast(new Http2KeepAlive(Duration.ofSeconds(10)), this.codec);
		sent();
	}

	@AfterEach
	void close() {
		this.channel.finishAndReleaseAll();
	}

	@Test
	void keepsIdleConnectionWithoutRequests() {
		pass(100);
		assertThat(sent()).isEmpty();
		assertThat(Http2KeepAlive.isRetired(this.channel)).isFalse();
	}

	@Test
	void retiresConnectionThatDoesNotRespond() throws Http2Exception {
		request();
		pass(9);
		assertThat(sent()).isEmpty();
		pass(2);
		assertThat(sent()).containsExactly(PING);
		assertThat(Http2KeepAlive.isRetired(this.channel)).isFalse();
		pass(10);
		assertThat(Http2KeepAlive.isRetired(this.channel)).isTrue();
		assertThat(this.channel.isOpen()).isTrue();
	}

	@Test
	void retiresConnectionAfterAllRequestsWereCancelled() throws Http2Exception {
		Http2Stream stream = request();
		pass(11);
		stream.close();
		assertThat(this.codec.connection().numActiveStreams()).isZero();
		pass(10);
		assertThat(Http2KeepAlive.isRetired(this.channel)).isTrue();
	}

	@Test
	void keepsConnectionThatRespondsToPings() throws Http2Exception {
		request();
		for (int i = 0; i < 10; i++) {
			pass(11);
			assertThat(sent()).containsExactly(PING);
			receiveFrame();
		}
		assertThat(Http2KeepAlive.isRetired(this.channel)).isFalse();
	}

	@Test
	void doesNotPingActiveConnection() throws Http2Exception {
		request();
		for (int i = 0; i < 10; i++) {
			pass(9);
			receiveFrame();
		}
		assertThat(sent()).isEmpty();
	}

	@Test
	void ignoresOtherProtocols() {
		this.channel.pipeline().remove(this.codec);
		pass(100);
		assertThat(sent()).isEmpty();
		assertThat(Http2KeepAlive.isRetired(this.channel)).isFalse();
	}

	private Http2Stream request() throws Http2Exception {
		return this.codec.connection().local().createStream(1, true);
	}

	// The SETTINGS frame, which every connection starts with, is as good as any frame.
	private void receiveFrame() {
		this.channel.writeInbound(Unpooled.wrappedBuffer(new byte[] { 0, 0, 0, 4, 0, 0, 0, 0, 0 }));
		assertThat(sent()).doesNotContain(PING);
	}

	private void pass(int seconds) {
		for (int i = 0; i < seconds; i++) {
			this.channel.advanceTimeBy(1, TimeUnit.SECONDS);
			this.channel.runScheduledPendingTasks();
		}
	}

	/**
	 * Return the types of the frames that were sent since the last call.
	 */
	private List<Integer> sent() {
		List<Integer> types = new ArrayList<>();
		ByteBuf frames = this.channel.readOutbound();
		while (frames != null) {
			boolean preface = frames.readableBytes() >= 3 && frames.getByte(0) == 'P' && frames.getByte(1) == 'R';
			if (!preface && frames.readableBytes() >= 9) {
				types.add((int) frames.getByte(3));
			}
			frames.release();
			frames = this.channel.readOutbound();
		}
		return types;
	}

}
