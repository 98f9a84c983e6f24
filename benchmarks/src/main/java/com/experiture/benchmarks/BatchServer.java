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
import com.sun.net.httpserver.HttpServer;

/**
 * Answers every batch after some time, whoever's it is, and does as little as it can, so
 * that what is measured is the client. Runs in a process of its own until its input ends.
 */
final class BatchServer {

	private static final String TOKEN = "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":3600}";

	private static final String RECEIPT = "{\"success\":true,\"data\":{\"accepted\":true,\"operation\":\"append\"}}";

	private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);

	private final long latency;

	private BatchServer(long latency) {
		this.latency = latency;
	}

	/**
	 * Start the server and print where it is.
	 * @param args the time to an answer in milliseconds
	 */
	public static void main(String[] args) throws IOException {
		// Else head and body of an answer are 40 ms apart.
		System.setProperty("sun.net.httpserver.nodelay", "true");
		BatchServer batches = new BatchServer(Long.parseLong(args[0]));
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/token", (exchange) -> answer(exchange, TOKEN));
		server.createContext("/", batches::answer);
		server.setExecutor(Executors.newCachedThreadPool());
		server.start();
		System.out.println("http://127.0.0.1:" + server.getAddress().getPort());
		System.in.read();
		System.exit(0);
	}

	private void answer(HttpExchange exchange) throws IOException {
		byte[] buffer = new byte[1 << 16];
		InputStream body = exchange.getRequestBody();
		int read = body.read(buffer);
		while (read >= 0) {
			read = body.read(buffer);
		}
		if (this.latency == 0) {
			answer(exchange, RECEIPT);
			return;
		}
		this.timer.schedule(() -> {
			try {
				answer(exchange, RECEIPT);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}, this.latency, TimeUnit.MILLISECONDS);
	}

	private static void answer(HttpExchange exchange, String json) throws IOException {
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

}
