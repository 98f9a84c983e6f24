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
 * Detects dead HTTP/2 connections. A request that times out does not close its HTTP/2
 * connection, so the next request would use the same one. If requests are in flight and
 * nothing is received for the idle timeout, a PING frame is sent. If still nothing is
 * received, the connection is retired and gets no further requests. Requests in flight
 * are not affected, because the network may only be slow; they have timeouts of their
 * own. With HTTP/1.1, a request that times out closes its connection.
 */
public final class Http2KeepAlive extends IdleStateHandler {

	private static final AttributeKey<Boolean> RETIRED = AttributeKey.valueOf(Http2KeepAlive.class, "RETIRED");

	private boolean pinged;

	public Http2KeepAlive(Duration idleTimeout) {
		super(idleTimeout.toNanos(), 0, 0, TimeUnit.NANOSECONDS);
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
