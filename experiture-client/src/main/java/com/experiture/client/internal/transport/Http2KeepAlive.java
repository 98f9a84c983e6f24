package com.experiture.client.internal.transport;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.AttributeKey;

/**
 * Finds the HTTP/2 connections that lead nowhere any more. Whoever gives up waiting
 * leaves such a connection as it is, so the next request would be put on it as well. If
 * requests wait and nothing comes, the other side is pinged, and if still nothing comes,
 * the connection is retired: it gets no further request. Those that are under way are
 * left alone, for a slow line may be the reason, and have timeouts of their own. Over
 * HTTP/1.1 whoever gives up closes the connection.
 */
public final class Http2KeepAlive extends IdleStateHandler {

	private static final AttributeKey<Boolean> RETIRED = AttributeKey.valueOf(Http2KeepAlive.class, "RETIRED");

	private boolean pinged;

	public Http2KeepAlive(Duration patience) {
		super(patience.toNanos(), 0, 0, TimeUnit.NANOSECONDS);
	}

	public static boolean isRetired(Channel channel) {
		return channel.hasAttr(RETIRED);
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		this.pinged = false;
		super.channelRead(context, message);
	}

	@Override
	protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
		Channel channel = context.channel();
		if (this.pinged) {
			channel.attr(RETIRED).set(true);
			return;
		}
		Http2FrameCodec codec = channel.pipeline().get(Http2FrameCodec.class);
		if (codec != null && codec.connection().numActiveStreams() > 0) {
			this.pinged = true;
			channel.writeAndFlush(new DefaultHttp2PingFrame(System.nanoTime()));
		}
	}

}
