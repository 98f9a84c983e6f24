package com.experiture.simulation;

import java.io.IOException;

import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import com.experiture.simulation.ModelServer.Reply;
import com.experiture.simulation.SimulatedNetwork.Exchange;

/**
 * A response whose body is received in two parts.
 */
final class SimulatedResponse implements ClientHttpResponse {

	private final Exchange exchange;

	private final Reply reply;

	private final HttpHeaders headers = new HttpHeaders();

	private boolean subscribed;

	SimulatedResponse(Exchange exchange, Reply reply) {
		this.exchange = exchange;
		this.reply = reply;
		this.headers.set("Content-Type", reply.body().startsWith("<") ? "text/html" : "application/json");
		if (reply.retryAfter() != null) {
			this.headers.set("Retry-After", reply.retryAfter());
		}
	}

	@Override
	public HttpStatusCode getStatusCode() {
		return HttpStatusCode.valueOf(this.reply.status());
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	@Override
	public MultiValueMap<String, ResponseCookie> getCookies() {
		return new LinkedMultiValueMap<>();
	}

	@Override
	public Flux<DataBuffer> getBody() {
		return Flux.create((sink) -> {
			// After a failure, Spring subscribes again to release the unread body.
			if (this.subscribed) {
				sink.complete();
				return;
			}
			this.subscribed = true;
			sink.onDispose(this.exchange::release);
			byte[] bytes = this.exchange.body(this.reply);
			int half = bytes.length / 2;
			emit(sink, bytes, 0, half);
			this.exchange.later(() -> {
				emit(sink, bytes, half, bytes.length);
				end(sink);
			});
		});
	}

	private void emit(FluxSink<DataBuffer> sink, byte[] bytes, int from, int to) {
		if (!sink.isCancelled() && to > from) {
			sink.next(this.exchange.buffers().factory().allocateBuffer(to - from).write(bytes, from, to - from));
		}
	}

	private void end(FluxSink<DataBuffer> sink) {
		if (sink.isCancelled()) {
			return;
		}
		if (!this.exchange.breaksOff()) {
			this.exchange.read(this.reply);
			sink.complete();
		}
		else if (!this.exchange.hangs()) {
			this.exchange.release();
			sink.error(new IOException("Connection reset by peer"));
		}
	}

}
