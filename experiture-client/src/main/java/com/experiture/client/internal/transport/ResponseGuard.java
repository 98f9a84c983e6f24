package com.experiture.client.internal.transport;

import java.io.IOException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResultProvider;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;

/**
 * Passes on one response for each request, and closes the connection after anything else.
 * Reactor Netty ends an exchange with the last part of its response. If that part cannot
 * be decoded, the exchange never ends and its connection never returns to the pool. Data
 * after a response would be treated as the response to the next request.
 * <p>
 * With HTTP/2, the channel is that of one stream, so only the stream is closed.
 */
public final class ResponseGuard extends ChannelDuplexHandler {

	private static final String NAME = "experiture.responseGuard";

	// A line end between two messages has no meaning, but makes the decoder process the
	// data that it has buffered after a response.
	private static final ByteBuf LINE_END = Unpooled
		.unreleasableBuffer(Unpooled.directBuffer(2).writeByte('\r').writeByte('\n').asReadOnly());

	private boolean waiting;

	private boolean interim;

	private boolean reading;

	private boolean excess;

	private @Nullable LastHttpContent end;

	private ResponseGuard() {
	}

	public static void install(Channel channel) {
		ChannelPipeline pipeline = channel.pipeline();
		if (pipeline.get(NAME) != null || pipeline.get(NettyPipeline.ReactiveBridge) == null) {
			return;
		}
		ResponseGuard guard = new ResponseGuard();
		if (pipeline.get(NettyPipeline.HttpCodec) != null) {
			pipeline.addBefore(NettyPipeline.HttpCodec, NAME + ".bytes", guard.new Bytes());
			pipeline.addAfter(NettyPipeline.HttpCodec, NAME + ".decoded", guard.new Decoded());
		}
		pipeline.addBefore(NettyPipeline.ReactiveBridge, NAME, guard);
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof HttpRequest) {
			this.waiting = true;
		}
		context.write(message, promise);
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (!this.waiting) {
			ReferenceCountUtil.release(message);
			exceed(context);
		}
		else if (message instanceof HttpResponse response) {
			head(context, response);
		}
		else if (this.interim) {
			ReferenceCountUtil.release(message);
		}
		else if (message instanceof LastHttpContent last) {
			end(context, last);
		}
		else {
			context.fireChannelRead(message);
		}
	}

	private void head(ChannelHandlerContext context, HttpResponse response) {
		int status = response.status().code();
		this.interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL && status != 101;
		if (this.interim) {
			ReferenceCountUtil.release(response);
			// The HTTP client has requested only one message.
			context.read();
		}
		else if (status < 200 || status > 999) {
			ReferenceCountUtil.release(response);
			fail(context, null);
		}
		else if (response instanceof LastHttpContent last) {
			end(context, last);
		}
		else {
			context.fireChannelRead(response);
		}
	}

	// The end releases the connection for the next request, so the data that was received
	// with it must be processed before.
	private void end(ChannelHandlerContext context, LastHttpContent last) {
		this.waiting = false;
		if (this.reading) {
			this.end = last;
		}
		else {
			context.fireChannelRead(last);
		}
	}

	private void fail(ChannelHandlerContext context, @Nullable Throwable cause) {
		this.waiting = false;
		this.excess = true;
		context.fireExceptionCaught(replaced(cause));
		context.close();
	}

	// A failure after the end of a response does not affect that response.
	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (this.reading && !this.waiting) {
			exceed(context);
		}
		else {
			fail(context, cause);
		}
	}

	private static Throwable replaced(@Nullable Throwable cause) {
		if (cause instanceof UndecodableResponseException || cause instanceof IOException
				|| cause instanceof ChannelException || (cause != null && cause.getCause() instanceof IOException)) {
			return cause;
		}
		return new UndecodableResponseException("The response cannot be decoded"
				+ ((cause instanceof Error) ? " (" + cause.getClass().getSimpleName() + ")" : ""));
	}

	private void exceed(ChannelHandlerContext context) {
		this.excess = true;
		if (!this.reading) {
			context.close();
		}
	}

	/**
	 * Handles the bytes before they are decoded.
	 */
	private final class Bytes extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			ResponseGuard guard = ResponseGuard.this;
			if (!guard.waiting) {
				ReferenceCountUtil.release(message);
				context.close();
				return;
			}
			guard.reading = true;
			try {
				context.fireChannelRead(message);
				if (!guard.waiting && !guard.excess) {
					context.fireChannelRead(LINE_END.duplicate());
				}
			}
			finally {
				guard.reading = false;
				finish(context);
			}
		}

		private void finish(ChannelHandlerContext context) {
			ResponseGuard guard = ResponseGuard.this;
			LastHttpContent last = guard.end;
			guard.end = null;
			if (guard.excess) {
				Connection.from(context.channel()).markPersistent(false);
			}
			if (last != null) {
				context.pipeline().context(guard).fireChannelRead(last);
			}
			if (guard.excess) {
				context.close();
			}
		}

	}

	/**
	 * Handles the messages before they are decompressed. The decompressor replaces the
	 * last message and loses its decoder failure.
	 */
	private final class Decoded extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			if (!ResponseGuard.this.waiting) {
				// A decompressor that has failed would fail again and leak its buffers.
				ReferenceCountUtil.release(message);
				exceed(context);
			}
			else if (message instanceof DecoderResultProvider decoded && decoded.decoderResult().isFailure()) {
				ReferenceCountUtil.release(message);
				Throwable cause = decoded.decoderResult().cause();
				context.fireExceptionCaught(new UndecodableResponseException("The response is not valid HTTP ("
						+ ((cause != null) ? cause.getClass().getSimpleName() : "unknown") + ")"));
			}
			else {
				context.fireChannelRead(message);
			}
		}

	}

}
