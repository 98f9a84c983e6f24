package com.experiture.fuzz;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.experiture.fuzz.Draft.Ending;

/**
 * A server that reads valid requests and writes exactly the given bytes.
 */
final class HostileServer implements AutoCloseable {

	private static final int DRAIN_TIMEOUT = 3000;

	private final ServerSocket socket;

	private final Function<Request, Delivery> responses;

	private final ExecutorService threads;

	private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

	private final Phaser closing = new Phaser(1);

	HostileServer(ExecutorService threads, Function<Request, Delivery> responses) {
		this.threads = threads;
		this.responses = responses;
		try {
			this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		threads.execute(this::accept);
	}

	URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.socket.getLocalPort() + path);
	}

	private void accept() {
		while (!this.socket.isClosed()) {
			try {
				Socket connection = this.socket.accept();
				connection.setTcpNoDelay(true);
				this.connections.add(connection);
				this.threads.execute(() -> serve(connection));
			}
			catch (IOException ex) {
				// Closed
			}
		}
	}

	private void serve(Socket connection) {
		try (connection) {
			InputStream in = new BufferedInputStream(connection.getInputStream());
			OutputStream out = connection.getOutputStream();
			Ending ending = Ending.KEEP;
			while (ending == Ending.KEEP || ending == Ending.HOLD) {
				Delivery delivery = this.responses.apply(Request.read(in));
				ending = delivery.ending();
				if (ending == Ending.CLOSE) {
					this.closing.register();
				}
				try {
					write(out, delivery);
				}
				finally {
					if (ending == Ending.CLOSE) {
						end(connection, in);
						this.closing.arriveAndDeregister();
					}
				}
			}
			connection.setSoLinger(ending == Ending.RESET, 0);
		}
		catch (IOException ex) {
			// The client has closed the connection.
		}
		finally {
			this.connections.remove(connection);
		}
	}

	private static void write(OutputStream out, Delivery delivery) throws IOException {
		int from = 0;
		for (int cut : delivery.pieces()) {
			out.write(delivery.bytes(), from, cut - from);
			out.flush();
			from = cut;
		}
		out.write(delivery.bytes(), from, delivery.bytes().length - from);
		out.flush();
	}

	// The client has detected the end only when it has closed its side as well.
	private static void end(Socket connection, InputStream in) {
		try {
			connection.shutdownOutput();
			connection.setSoTimeout(DRAIN_TIMEOUT);
			in.transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			// The client has closed the connection.
		}
	}

	/**
	 * Wait until the client has detected every connection that the server closed.
	 */
	void awaitClosed() {
		try {
			int phase = this.closing.arrive();
			this.closing.awaitAdvanceInterruptibly(phase, 2L * DRAIN_TIMEOUT, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException | TimeoutException ex) {
			throw new IllegalStateException("A connection was not closed", ex);
		}
	}

	@Override
	public void close() {
		try {
			this.socket.close();
			for (Socket connection : this.connections) {
				connection.close();
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A response of the server.
	 *
	 * @param bytes all bytes
	 * @param pieces the positions at which they are divided into writes
	 * @param ending what happens afterwards
	 */
	record Delivery(byte[] bytes, List<Integer> pieces, Ending ending) {

		static Delivery of(int status, String json) {
			byte[] body = json.getBytes(StandardCharsets.UTF_8);
			return new Delivery(Draft.join(Draft.latin1("HTTP/1.1 " + status
					+ " OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n"), body),
					List.of(), Ending.KEEP);
		}

	}

	/**
	 * A request without its body.
	 *
	 * @param method the method
	 * @param path the path without its query
	 * @param headers the header fields, with lower-case names
	 */
	record Request(String method, String path, Map<String, String> headers) {

		private static Request read(InputStream in) throws IOException {
			String[] line = line(in).split(" ");
			Map<String, String> headers = new LinkedHashMap<>();
			for (String header = line(in); !header.isEmpty(); header = line(in)) {
				int colon = header.indexOf(':');
				headers.put(header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
			}
			in.skipNBytes(Long.parseLong(headers.getOrDefault("content-length", "0")));
			return new Request(line[0], line[1].split("\\?", 2)[0], headers);
		}

		private static String line(InputStream in) throws IOException {
			StringBuilder line = new StringBuilder();
			for (int c = in.read(); c != '\n'; c = in.read()) {
				if (c < 0) {
					throw new EOFException();
				}
				line.append((char) c);
			}
			return line.toString().stripTrailing();
		}

		@Nullable String header(String name) {
			return this.headers.get(name);
		}

	}

}
