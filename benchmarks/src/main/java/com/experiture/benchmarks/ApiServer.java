package com.experiture.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

/**
 * Takes everything, whoever sends it, and forgets it, so that what is measured is the
 * client. Import jobs are always where they should be. Runs in a process of its own until
 * its input ends.
 */
final class ApiServer {

	private static final String TOKEN = "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":3600}";

	private static final String RECEIPT = "{\"success\":true,\"data\":{\"accepted\":true,\"operation\":\"append\"}}";

	private static final String JOB = "{\"success\":true,\"data\":{\"jobId\":\"job-1\",\"status\":\"%s\","
			+ "\"uploadUrl\":\"%s/files/1?signature=1\"}}";

	private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);

	private final String origin;

	private ApiServer(String origin) {
		this.origin = origin;
	}

	/**
	 * Start the server and print where it is.
	 * @param args the time to the answer of a batch in milliseconds
	 */
	public static void main(String[] args) throws IOException {
		// Else head and body of an answer are 40 ms apart.
		System.setProperty("sun.net.httpserver.nodelay", "true");
		long latency = Long.parseLong(args[0]);
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		ApiServer api = new ApiServer("http://127.0.0.1:" + server.getAddress().getPort());
		server.createContext("/token", forgetting((exchange) -> answer(exchange, TOKEN)));
		server.createContext("/files", forgetting((exchange) -> answer(exchange, "")));
		server.createContext("/import-jobs", forgetting(api::job));
		server.createContext("/",
				forgetting((exchange) -> api.timer.schedule(() -> receipt(exchange), latency, TimeUnit.MILLISECONDS)));
		server.setExecutor(Executors.newCachedThreadPool());
		server.start();
		System.out.println(api.origin);
		System.in.read();
		System.exit(0);
	}

	private static HttpHandler forgetting(HttpHandler answer) {
		return (exchange) -> {
			byte[] buffer = new byte[1 << 18];
			InputStream body = exchange.getRequestBody();
			int read = body.read(buffer);
			while (read >= 0) {
				read = body.read(buffer);
			}
			answer.handle(exchange);
		};
	}

	private void job(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		String state = path.endsWith("/start") ? "running" : path.endsWith("/mapping") ? "ready"
				: exchange.getRequestMethod().equals("GET") ? "completed" : "pending";
		answer(exchange, JOB.formatted(state, this.origin));
	}

	private static void receipt(HttpExchange exchange) {
		try {
			answer(exchange, RECEIPT);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void answer(HttpExchange exchange, String json) throws IOException {
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, (body.length > 0) ? body.length : -1);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

}
