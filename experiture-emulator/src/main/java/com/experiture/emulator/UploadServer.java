package com.experiture.emulator;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Serves {@link Uploads} at another origin than the API, as the service does.
 */
final class UploadServer {

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "experiture-emulator-upload");
		thread.setDaemon(true);
		return thread;
	});

	private final Uploads uploads;

	UploadServer(Uploads uploads) {
		this.uploads = uploads;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	String origin() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	void stop() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	private void handle(HttpExchange exchange) throws IOException {
		Reply reply = this.uploads.receive(call(exchange));
		reply.delay().run();
		if (!reply.delivery().answers()) {
			throw new IOException("An injected fault");
		}
		respond(exchange, reply);
	}

	private static UploadCall call(HttpExchange exchange) {
		Map<String, String> headers = UploadCall.newHeaders();
		exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
		return new UploadCall(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers,
				exchange.getRequestBody());
	}

	private static void respond(HttpExchange exchange, Reply reply) throws IOException {
		reply.headers().forEach(exchange.getResponseHeaders()::set);
		exchange.sendResponseHeaders(reply.status(), (reply.body().length > 0) ? reply.body().length : -1);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(reply.body());
		}
		exchange.close();
	}

}
