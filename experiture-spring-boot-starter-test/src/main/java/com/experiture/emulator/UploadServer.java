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
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.experiture.client.http.Endpoint;
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

	private static final List<String> FOREIGN_HEADERS = List.of("Authorization", "x-correlation-id", "Idempotency-Key",
			"Cookie");

	private static final long NONE = -1;

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "experiture-emulator-upload");
		thread.setDaemon(true);
		return thread;
	});

	private final List<ReceivedUpload> received = new CopyOnWriteArrayList<>();

	private final Function<String, @Nullable Upload> uploads;

	private final Faults faults;

	private final InstantSource clock;

	UploadServer(Function<String, @Nullable Upload> uploads, Faults faults, InstantSource clock) {
		this.uploads = uploads;
		this.faults = faults;
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
		UploadSite site = new UploadSite(exchange);
		Reply reply = this.faults.around(site, (fault) -> {
		});
		this.received.add(site.received(reply));
		reply.delay().run();
		if (!reply.delivery().answers()) {
			site.receiveSome();
			throw new IOException("An injected fault");
		}
		respond(exchange, reply);
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

	private static void respond(HttpExchange exchange, Reply reply) throws IOException {
		reply.headers().forEach(exchange.getResponseHeaders()::set);
		exchange.sendResponseHeaders(reply.status(), (reply.body().length > 0) ? reply.body().length : -1);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(reply.body());
		}
		exchange.close();
	}

	private static Reply xml(int status, String code) {
		String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code></Error>";
		return new Reply(status, Map.of("Content-Type", "application/xml"), body.getBytes(StandardCharsets.UTF_8));
	}

	private record Refusal(int status, String code) {
	}

	private final class UploadSite implements Site {

		private final HttpExchange exchange;

		private final String jobId;

		private final long length;

		private long bytes = NONE;

		UploadSite(HttpExchange exchange) {
			String path = exchange.getRequestURI().getRawPath();
			this.exchange = exchange;
			this.jobId = path.startsWith(PATH) ? path.substring(PATH.length()).split("/")[0] : "";
			this.length = length(exchange);
		}

		@Override
		public Place place() {
			return Place.UPLOAD;
		}

		@Override
		public @Nullable Endpoint endpoint() {
			return null;
		}

		@Override
		public Reply process() {
			Upload upload = UploadServer.this.uploads.apply(this.jobId);
			Refusal refusal = refusal(this.exchange, upload, this.length);
			if (refusal != null || upload == null) {
				return (refusal != null) ? xml(refusal.status(), refusal.code()) : xml(404, "NoSuchKey");
			}
			try (InputStream content = this.exchange.getRequestBody()) {
				this.bytes = upload.receive(content);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			return new Reply(200, Map.of(), new byte[0]);
		}

		@Override
		public void receive(long bytes) {
			try {
				this.exchange.getRequestBody().skipNBytes(bytes);
				this.bytes = bytes;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		void receiveSome() throws IOException {
			if (this.bytes < 0) {
				this.exchange.getRequestBody().readNBytes(1 << 16);
			}
		}

		@Override
		public Reply refuse(ApiProblem problem) {
			return xml(problem.status(), (problem.status() == 429) ? "SlowDown" : "InternalError");
		}

		ReceivedUpload received(Reply reply) {
			return new ReceivedUpload(this.jobId, this.exchange.getRequestMethod(),
					this.exchange.getRequestHeaders().getFirst("Content-Type"), this.length, Math.max(0, this.bytes),
					reply.delivery().answers() ? reply.status() : 0);
		}

	}

}
