package com.experiture.client.http;

import java.net.URI;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;

/**
 * Adds the query of a signed address when the request leaves: the HTTP client knows only
 * the rest of it, since it logs what it knows.
 */
final class SignedQuery extends ChannelOutboundHandlerAdapter {

	private static final String NAME = "experiture.signedQuery";

	private final URI address;

	SignedQuery(URI address) {
		this.address = address;
	}

	String name() {
		return NAME;
	}

	URI addressWithoutQuery() {
		return URI.create(this.address.getScheme() + "://" + this.address.getRawAuthority() + path());
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof HttpRequest request && this.address.getRawQuery() != null) {
			request.setUri(path() + "?" + this.address.getRawQuery());
		}
		context.write(message, promise);
	}

	private String path() {
		return this.address.getRawPath().isEmpty() ? "/" : this.address.getRawPath();
	}

}
