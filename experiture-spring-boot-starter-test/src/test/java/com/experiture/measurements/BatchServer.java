package com.experiture.measurements;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * Answers every batch with a receipt after some time, and does as little as it can, so
 * that what is measured is the client. Arguments: port, milliseconds.
 */
final class BatchServer {

	private static final String TOKEN = "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":3600}";

	private static final String RECEIPT = "{\"success\":true,\"data\":{\"accepted\":true,\"operation\":\"append\"}}";

	private BatchServer() {
	}

	public static void main(String[] args) {
		Duration latency = Duration.ofMillis(Long.parseLong(args[1]));
		AtomicLong bytes = new AtomicLong();
		DisposableServer server = HttpServer.create()
			.host("127.0.0.1")
			.port(Integer.parseInt(args[0]))
			.route((routes) -> routes
				.post("/token",
						(request, response) -> response.header("Content-Type", "application/json")
							.sendString(Mono.just(TOKEN)))
				.post("/**", (request, response) -> request.receive()
					.doOnNext((part) -> bytes.addAndGet(part.readableBytes()))
					.then(latency.isZero() ? Mono.empty() : Mono.delay(latency).then())
					.then(response.header("Content-Type", "application/json").sendString(Mono.just(RECEIPT)).then())))
			.bindNow();
		server.onDispose().block(Duration.ofMinutes(30));
	}

}
