package com.experiture.client.testing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that responds with the bytes of a script, whether they are HTTP or not.
 */
public final class ScriptedServer implements Closeable {

	private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

	private final ServerSocket entrance;

	private final Script script;

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final Queue<String> requests = new ConcurrentLinkedQueue<>();

	private final AtomicInteger opened = new AtomicInteger();

	public ScriptedServer(Script script) throws IOException {
		this.script = script;
		this.entrance = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
		start(this::accept);
	}

	public URI address() {
		return URI.create("http://127.0.0.1:" + this.entrance.getLocalPort());
	}

	/**
	 * Return how many connections the client has not closed.
	 */
	public int open() {
		return this.open.size();
	}

	/**
	 * Return how many connections the client has opened.
	 */
	public int opened() {
		return this.opened.get();
	}

	/**
	 * Return the request lines.
	 */
	public Queue<String> requests() {
		return this.requests;
	}

	/**
	 * Return a complete response.
	 */
	public static byte[] response(int status, String body, String... headers) {
		return response(status, body.getBytes(StandardCharsets.UTF_8), headers);
	}

	/**
	 * Return a complete response.
	 */
	public static byte[] response(int status, byte[] body, String... headers) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
		for (String header : headers) {
			head.append(header).append("\r\n");
		}
		if (!head.toString().contains("Content-Length") && !head.toString().contains("Transfer-Encoding")) {
			head.append("Content-Length: ").append(body.length).append("\r\n");
		}
		bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
		bytes.writeBytes(body);
		return bytes.toByteArray();
	}

	@Override
	public void close() throws IOException {
		this.entrance.close();
		for (Socket socket : this.open) {
			socket.close();
		}
	}

	private void accept() throws Exception {
		while (true) {
			Socket socket = this.entrance.accept();
			this.opened.incrementAndGet();
			this.open.add(socket);
			start(() -> {
				try (socket) {
					serve(socket);
				}
				finally {
					this.open.remove(socket);
				}
			});
		}
	}

	private void serve(Socket socket) throws Exception {
		String line = readRequest(socket.getInputStream());
		while (line != null) {
			this.requests.add(line);
			this.script.respond(line, socket.getOutputStream());
			socket.getOutputStream().flush();
			line = readRequest(socket.getInputStream());
		}
	}

	private static String readRequest(InputStream input) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int next = input.read();
			if (next < 0) {
				return null;
			}
			head.append((char) next);
		}
		Matcher length = LENGTH.matcher(head);
		if (length.find()) {
			input.readNBytes(Integer.parseInt(length.group(1)));
		}
		return head.substring(0, head.indexOf("\r\n"));
	}

	private static void start(Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (Exception ex) {
				// The connection is closed.
			}
		}, "scripted-server");
		thread.setDaemon(true);
		thread.start();
	}

	private interface Work {

		void run() throws Exception;

	}

	/**
	 * Writes what is sent back to a request; an exception closes the connection.
	 */
	public interface Script {

		void respond(String requestLine, OutputStream output) throws Exception;

	}

}
