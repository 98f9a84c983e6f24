package com.experiture.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Accepts as many requests as a token bucket or a window allows, and rejects the others
 * with 429 and {@code Retry-After}. Responds after 20 ms. {@code /counts} returns how
 * many requests were accepted and rejected so far, {@code /change?2} multiplies the
 * limit, {@code /stray} rejects the next request. Runs in a process of its own until its
 * input ends.
 */
final class LimitedServer {

	private static final String TOKEN = "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":3600}";

	private static final String RECEIPT = "{\"success\":true,\"data\":{\"accepted\":true,\"operation\":\"append\"}}";

	private static final String LIMITED = "{\"success\":false,\"error\":{\"code\":\"CDP_ETL.RATE.LIMITED\","
			+ "\"message\":\"slow down\"}}";

	private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);

	private final boolean window;

	private final double burst;

	private double rate;

	private double tokens;

	private long filledAt = System.nanoTime();

	private long accepted;

	private long refused;

	private int strays;

	private LimitedServer(boolean window, double rate, double burst) {
		this.window = window;
		this.rate = rate;
		this.burst = burst;
		this.tokens = burst;
	}

	/**
	 * Start the server and print where it is.
	 * @param args {@code bucket} or {@code window}, requests per second, burst
	 */
	public static void main(String[] args) throws IOException {
		System.setProperty("sun.net.httpserver.nodelay", "true");
		LimitedServer limited = new LimitedServer(args[0].equals("window"), Double.parseDouble(args[1]),
				Double.parseDouble(args[2]));
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/token", (exchange) -> respond(exchange, 200, TOKEN));
		server.createContext("/counts", (exchange) -> respond(exchange, 200, limited.counts()));
		server.createContext("/change", (exchange) -> respond(exchange, 200, limited.change(exchange.getRequestURI())));
		server.createContext("/stray", (exchange) -> respond(exchange, 200, limited.stray()));
		server.createContext("/", limited::handle);
		server.setExecutor(Executors.newCachedThreadPool());
		server.start();
		System.out.println("http://127.0.0.1:" + server.getAddress().getPort());
		System.in.read();
		System.exit(0);
	}

	private void handle(HttpExchange exchange) throws IOException {
		exchange.getRequestBody().readAllBytes();
		long retryAfter = request();
		this.timer.schedule(() -> {
			try {
				if (retryAfter > 0) {
					exchange.getResponseHeaders().set("Retry-After", String.valueOf(retryAfter));
				}
				respond(exchange, (retryAfter > 0) ? 429 : 200, (retryAfter > 0) ? LIMITED : RECEIPT);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}, 20, TimeUnit.MILLISECONDS);
	}

	private synchronized long request() {
		fill(System.nanoTime());
		if (this.tokens >= 1 && this.strays == 0) {
			this.tokens--;
			this.accepted++;
			return 0;
		}
		this.strays = 0;
		this.refused++;
		return Math.max(1, (long) Math.ceil((1 - this.tokens) / this.rate));
	}

	private void fill(long now) {
		if (!this.window) {
			this.tokens = Math.min(this.burst, this.tokens + (now - this.filledAt) / 1e9 * this.rate);
			this.filledAt = now;
		}
		else if (now - this.filledAt >= 1_000_000_000) {
			this.tokens = this.rate;
			this.filledAt += (now - this.filledAt) / 1_000_000_000 * 1_000_000_000;
		}
	}

	private synchronized String counts() {
		return this.accepted + " " + this.refused;
	}

	private synchronized String change(URI uri) {
		fill(System.nanoTime());
		this.rate *= Double.parseDouble(uri.getQuery());
		return "";
	}

	private synchronized String stray() {
		this.strays = 1;
		return "";
	}

	private static void respond(HttpExchange exchange, int status, String text) throws IOException {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, (body.length > 0) ? body.length : -1);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

}
