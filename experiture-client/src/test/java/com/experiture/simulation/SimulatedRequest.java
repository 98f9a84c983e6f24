package com.experiture.simulation;

import java.io.ByteArrayOutputStream;
import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.AbstractClientHttpRequest;

/**
 * A request that is written to memory.
 */
final class SimulatedRequest extends AbstractClientHttpRequest {

	private final HttpMethod method;

	private final URI uri;

	private final Buffers buffers;

	private final ByteArrayOutputStream body = new ByteArrayOutputStream();

	SimulatedRequest(HttpMethod method, URI uri, Buffers buffers) {
		this.method = method;
		this.uri = uri;
		this.buffers = buffers;
	}

	byte[] body() {
		return this.body.toByteArray();
	}

	@Nullable String token() {
		String header = getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
		return (header != null && header.startsWith("Bearer ")) ? header.substring("Bearer ".length()) : null;
	}

	@Override
	public HttpMethod getMethod() {
		return this.method;
	}

	@Override
	public URI getURI() {
		return this.uri;
	}

	@Override
	public DataBufferFactory bufferFactory() {
		return this.buffers.factory();
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> T getNativeRequest() {
		return (T) this;
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		return doCommit(
				() -> Flux.from(body).doOnNext((buffer) -> this.body.writeBytes(this.buffers.take(buffer))).then());
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		return writeWith(Flux.from(body).concatMap((part) -> part));
	}

	@Override
	public Mono<Void> setComplete() {
		return doCommit();
	}

	@Override
	protected void applyHeaders() {
	}

	@Override
	protected void applyCookies() {
	}

}
