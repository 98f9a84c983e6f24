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

import com.experiture.client.internal.text.SecureUris;

/**
 * A request to a signed address, at the moment it leaves. Only then no callback, cookie
 * or instrumentation of the application's HTTP client can add a header any more; and only
 * then the query is added, since the HTTP client logs what it knows.
 */
final class SignedRequest extends ChannelOutboundHandlerAdapter {

	private static final String NAME = "experiture.signedRequest";

	private final URI address;

	private final FileUpload upload;

	private final UploadMeter meter;

	SignedRequest(URI address, FileUpload upload, UploadMeter meter) {
		this.address = address;
		this.upload = upload;
		this.meter = meter;
	}

	/**
	 * Return why nothing must be sent to an address. A host with an underscore, as
	 * buckets have, is none to {@link URI}, so a stand-in is looked at.
	 */
	static @Nullable String problem(URI address) {
		String authority = address.getRawAuthority();
		return SecureUris.transportProblem((address.getHost() != null || authority == null) ? address
				: URI.create(address.getScheme() + "://" + authority.replace('_', '-') + "/"));
	}

	String name() {
		return NAME;
	}

	HttpClient.RequestSender through(HttpClient client) {
		String withoutQuery = this.address.getScheme() + "://" + this.address.getRawAuthority() + path();
		HttpClient.RequestSender put = client.put();
		return (this.address.getHost() != null) ? put.uri(URI.create(withoutQuery)) : put.uri(withoutQuery);
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof HttpRequest request) {
			complete(request);
		}
		if (message instanceof DefaultFileRegion region) {
			this.meter.watch(region);
		}
		int length = length(message);
		context.write(message, (length == 0) ? promise : promise.unvoid().addListener((written) -> {
			if (written.isSuccess()) {
				this.meter.add(length);
			}
		}));
	}

	private void complete(HttpRequest request) {
		String query = this.address.getRawQuery();
		request.setUri((query != null) ? path() + "?" + query : path());
		request.headers()
			.clear()
			.set(HttpHeaderNames.HOST, host())
			.set(HttpHeaderNames.CONTENT_TYPE, this.upload.contentType())
			.set(HttpHeaderNames.CONTENT_LENGTH, this.upload.size());
	}

	// Signatures cover the host as clients commonly write it.
	private String host() {
		String authority = this.address.getRawAuthority();
		String defaultPort = "https".equalsIgnoreCase(this.address.getScheme()) ? ":443" : ":80";
		return authority.endsWith(defaultPort) ? authority.substring(0, authority.length() - defaultPort.length())
				: authority;
	}

	private String path() {
		return this.address.getRawPath().isEmpty() ? "/" : this.address.getRawPath();
	}

	private static int length(Object message) {
		if (message instanceof ByteBuf bytes) {
			return bytes.readableBytes();
		}
		return (message instanceof ByteBufHolder holder) ? holder.content().readableBytes() : 0;
	}

}
