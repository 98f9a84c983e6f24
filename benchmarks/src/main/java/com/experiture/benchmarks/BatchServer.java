package com.experiture.benchmarks;

import java.io.IOException;
import java.time.Duration;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Answers every batch after some time, whoever's it is, and does as little as it can, so
 * that what is measured is the client. Runs in a process of its own until its input ends.
 */
final class BatchServer {

	private static final String TOKEN = "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":3600}";

	private static final String RECEIPT = "{\"success\":true,\"data\":{\"accepted\":true,\"operation\":\"append\"}}";

	private BatchServer() {
	}

	/**
	 * Start the server and print where it is.
	 * @param args the time to an answer in milliseconds
	 */
	public static void main(String[] args) throws IOException {
		Duration latency = Duration.ofMillis(Long.parseLong(args[0]));
		DisposableServer server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.route((routes) -> routes.post("/token", (request, response) -> json(response, TOKEN))
				.post("/**",
						(request, response) -> read(request).then(after(latency))
							.then(Mono.defer(() -> json(response, RECEIPT)))))
			.bindNow();
		System.out.println("http://127.0.0.1:" + server.port());
		System.in.read();
		server.disposeNow();
	}

	private static Mono<Void> read(HttpServerRequest request) {
		return request.receive().then();
	}

	private static Mono<Void> after(Duration latency) {
		return latency.isZero() ? Mono.empty() : Mono.delay(latency).then();
	}

	private static Mono<Void> json(HttpServerResponse response, String body) {
		return response.header("Content-Type", "application/json").sendString(Mono.just(body)).then();
	}

}
