package com.experiture.client.internal.upload;

import java.net.URI;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;

import com.experiture.client.connection.SecureUris;

/**
 * Completes a request to a signed URL when it is written. At this point, no callback,
 * cookie or instrumentation of the application's HTTP client can add a header. The query
 * is added only here, because the HTTP client logs the URI that it knows.
 */
final class SignedRequest extends ChannelOutboundHandlerAdapter {

	private static final String NAME = "experiture.signedRequest";

	private final URI url;

	private final FileContent content;

	private final UploadMonitor monitor;

	SignedRequest(URI url, FileContent content, UploadMonitor monitor) {
		this.url = url;
		this.content = content;
		this.monitor = monitor;
	}

	/**
	 * Return why nothing can be sent to a URL. {@link URI} does not accept the
	 * underscores that names of buckets can contain, so they are replaced for the check.
	 */
	static @Nullable String problem(URI url) {
		String authority = url.getRawAuthority();
		return SecureUris.transportProblem((url.getHost() != null || authority == null) ? url
				: URI.create(url.getScheme() + "://" + authority.replace('_', '-') + "/"));
	}

	String name() {
		return NAME;
	}

	HttpClient.RequestSender through(HttpClient client) {
		String withoutQuery = this.url.getScheme() + "://" + this.url.getRawAuthority() + path();
		HttpClient.RequestSender put = client.put();
		return (this.url.getHost() != null) ? put.uri(URI.create(withoutQuery)) : put.uri(withoutQuery);
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof HttpRequest request) {
			complete(request);
		}
		if (message instanceof DefaultFileRegion region) {
			this.monitor.watch(region);
		}
		int length = length(message);
		context.write(message, (length == 0) ? promise : promise.unvoid().addListener((written) -> {
			if (written.isSuccess()) {
				this.monitor.add(length);
			}
		}));
	}

	private void complete(HttpRequest request) {
		String query = this.url.getRawQuery();
		request.setUri((query != null) ? path() + "?" + query : path());
		request.headers()
			.clear()
			.set(HttpHeaderNames.HOST, host())
			.set(HttpHeaderNames.CONTENT_TYPE, this.content.contentType())
			.set(HttpHeaderNames.CONTENT_LENGTH, this.content.size());
	}

	// Signatures include the host in the form that clients usually send.
	private String host() {
		String authority = this.url.getRawAuthority();
		String defaultPort = "https".equalsIgnoreCase(this.url.getScheme()) ? ":443" : ":80";
		return authority.endsWith(defaultPort) ? authority.substring(0, authority.length() - defaultPort.length())
				: authority;
	}

	private String path() {
		return this.url.getRawPath().isEmpty() ? "/" : this.url.getRawPath();
	}

	private static int length(Object message) {
		if (message instanceof ByteBuf bytes) {
			return bytes.readableBytes();
		}
		return (message instanceof ByteBufHolder holder) ? holder.content().readableBytes() : 0;
	}

}
