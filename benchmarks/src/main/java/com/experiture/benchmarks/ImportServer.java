package com.experiture.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Takes files and forgets them, so that what is measured is the client. Import jobs are
 * always where they should be. Runs in a process of its own until its input ends.
 */
final class ImportServer {

	private static final String TOKEN = "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":3600}";

	private static final String JOB = "{\"success\":true,\"data\":{\"jobId\":\"job-1\",\"status\":\"%s\","
			+ "\"uploadUrl\":\"%s/files/1?signature=1\"}}";

	private final String origin;

	private ImportServer(String origin) {
		this.origin = origin;
	}

	/**
	 * Start the server and print where it is.
	 * @param args none
	 */
	public static void main(String[] args) throws IOException {
		System.setProperty("sun.net.httpserver.nodelay", "true");
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		ImportServer imports = new ImportServer("http://127.0.0.1:" + server.getAddress().getPort());
		server.createContext("/", imports::answer);
		server.setExecutor(Executors.newCachedThreadPool());
		server.start();
		System.out.println(imports.origin);
		System.in.read();
		System.exit(0);
	}

	private void answer(HttpExchange exchange) throws IOException {
		forget(exchange.getRequestBody());
		String path = exchange.getRequestURI().getPath();
		String state = path.endsWith("/start") ? "running" : path.endsWith("/mapping") ? "ready"
				: exchange.getRequestMethod().equals("GET") ? "completed" : "pending";
		String json = path.equals("/token") ? TOKEN
				: path.startsWith("/files") ? "" : JOB.formatted(state, this.origin);
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, (body.length > 0) ? body.length : -1);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	private static void forget(InputStream body) throws IOException {
		byte[] buffer = new byte[1 << 18];
		int read = body.read(buffer);
		while (read >= 0) {
			read = body.read(buffer);
		}
	}

}
