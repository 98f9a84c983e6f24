package com.experiture.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * The store that pre-signed upload URLs lead to. It is a server of its own, since it has
 * another origin than the API and must not hold a file in memory. It is picky: a request
 * that carries anything meant for the API is refused.
 */
final class UploadServer {

	static final String PATH = "/landing/";

	private static final List<String> FOREIGN_HEADERS = List.of("Authorization", "x-correlation-id", "Idempotency-Key");

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "experiture-emulator-upload");
		thread.setDaemon(true);
		return thread;
	});

	private final List<ReceivedUpload> received = new CopyOnWriteArrayList<>();

	private final Function<String, @Nullable Upload> uploads;

	private final InstantSource clock;

	UploadServer(Function<String, @Nullable Upload> uploads, InstantSource clock) {
		this.uploads = uploads;
		this.clock = clock;
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

	List<ReceivedUpload> received() {
		return List.copyOf(this.received);
	}

	void clear() {
		this.received.clear();
	}

	void stop() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	private void handle(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getRawPath();
		String jobId = path.startsWith(PATH) ? path.substring(PATH.length()).split("/")[0] : "";
		long length = length(exchange);
		long bytes = 0;
		Refusal refusal = refusal(exchange, this.uploads.apply(jobId), length);
		if (refusal == null) {
			bytes = receive(exchange, jobId);
		}
		int status = (refusal != null) ? refusal.status() : 200;
		this.received.add(new ReceivedUpload(jobId, exchange.getRequestMethod(),
				exchange.getRequestHeaders().getFirst("Content-Type"), length, bytes, status));
		respond(exchange, status, (refusal != null) ? refusal.code() : "");
	}

	private long receive(HttpExchange exchange, String jobId) throws IOException {
		Upload upload = this.uploads.apply(jobId);
		try (InputStream content = exchange.getRequestBody()) {
			return (upload != null) ? upload.receive(content) : 0;
		}
	}

	private @Nullable Refusal refusal(HttpExchange exchange, @Nullable Upload upload, long length) {
		if (upload == null) {
			return new Refusal(404, "NoSuchKey");
		}
		if (!exchange.getRequestURI().toString().equals(upload.signedPath())) {
			return new Refusal(403, "SignatureDoesNotMatch");
		}
		if (!this.clock.instant().isBefore(upload.expiresAt())) {
			return new Refusal(403, "ExpiredToken");
		}
		if (!exchange.getRequestMethod().equals("PUT")) {
			return new Refusal(405, "MethodNotAllowed");
		}
		if (FOREIGN_HEADERS.stream().anyMatch(exchange.getRequestHeaders()::containsKey)) {
			return new Refusal(400, "UnexpectedHeader");
		}
		if (length < 0) {
			return new Refusal(411, "MissingContentLength");
		}
		if (length != upload.request().fileSize()) {
			return new Refusal(400, "IncompleteBody");
		}
		String contentType = exchange.getRequestHeaders().getFirst("Content-Type");
		if (upload.request().csv() && (contentType == null || !contentType.startsWith("text/csv"))) {
			return new Refusal(400, "ContentTypeMismatch");
		}
		return null;
	}

	private static long length(HttpExchange exchange) {
		String length = exchange.getRequestHeaders().getFirst("Content-Length");
		return (length != null) ? Long.parseLong(length) : -1;
	}

	private static void respond(HttpExchange exchange, int status, String code) throws IOException {
		byte[] body = (status == 200) ? new byte[0]
				: ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code></Error>")
					.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/xml");
		exchange.sendResponseHeaders(status, (body.length > 0) ? body.length : -1);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(body);
		}
		exchange.close();
	}

	private record Refusal(int status, String code) {
	}

}
