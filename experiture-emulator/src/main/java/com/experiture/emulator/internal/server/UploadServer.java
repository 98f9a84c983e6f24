package com.experiture.emulator.internal.server;

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

import com.experiture.emulator.internal.protocol.RawResponse;
import com.experiture.emulator.internal.upload.UploadCall;
import com.experiture.emulator.internal.upload.UploadEndpoint;
import com.experiture.emulator.internal.upload.UploadHead;

/**
 * Serves {@link UploadEndpoint} at another origin than the API, as the service does.
 */
final class UploadServer {

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "experiture-emulator-upload");
		thread.setDaemon(true);
		return thread;
	});

	private final UploadEndpoint uploads;

	UploadServer(UploadEndpoint uploads) {
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
		RawResponse response = this.uploads.receive(call(exchange));
		response.timing().delay().run();
		if (!response.delivery().hasStatus()) {
			throw new IOException("An injected fault");
		}
		respond(exchange, response);
	}

	private static UploadCall call(HttpExchange exchange) {
		Map<String, String> headers = UploadHead.newHeaders();
		exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
		return new UploadCall(new UploadHead(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers),
				exchange.getRequestBody());
	}

	private static void respond(HttpExchange exchange, RawResponse response) throws IOException {
		response.headers().forEach(exchange.getResponseHeaders()::set);
		exchange.sendResponseHeaders(response.status(), (response.body().length > 0) ? response.body().length : -1);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(response.body());
		}
		exchange.close();
	}

}
