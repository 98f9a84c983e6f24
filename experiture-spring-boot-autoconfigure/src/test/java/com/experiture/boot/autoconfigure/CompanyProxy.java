package com.experiture.boot.autoconfigure;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP and SOCKS5 proxy that connects every host to one local port, and the system
 * properties that configure it.
 */
final class CompanyProxy implements AutoCloseable {

	private final List<String> targets = new CopyOnWriteArrayList<>();

	private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final int target;

	private final Map<String, @Nullable String> properties = new HashMap<>();

	private volatile @Nullable String credentials;

	private volatile @Nullable String refusal;

	/**
	 * Start a proxy.
	 * @param target the local port that all connections lead to
	 */
	CompanyProxy(int target) throws IOException {
		this.target = target;
		daemon(this::accept);
	}

	/**
	 * Set a system property until this proxy is closed.
	 */
	CompanyProxy with(String property, Object value) {
		this.properties.putIfAbsent(property, System.getProperty(property));
		System.setProperty(property, String.valueOf(value));
		return this;
	}

	CompanyProxy requireCredentials(String userAndPassword) {
		this.credentials = userAndPassword;
		return this;
	}

	CompanyProxy refuse(String status) {
		this.refusal = status;
		return this;
	}

	int port() {
		return this.socket.getLocalPort();
	}

	/**
	 * Return the requested hosts and ports.
	 */
	List<String> targets() {
		return this.targets;
	}

	private void accept() {
		while (!this.socket.isClosed()) {
			try {
				Socket client = this.socket.accept();
				daemon(() -> serve(client));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket client) {
		try (client) {
			BufferedInputStream input = new BufferedInputStream(client.getInputStream());
			input.mark(1);
			int first = input.read();
			input.reset();
			if ((first == 5) ? socks(input, client.getOutputStream()) : http(input, client.getOutputStream())) {
				tunnel(input, client);
			}
		}
		catch (IOException ex) {
			// One side has closed the connection.
		}
	}

	private boolean http(InputStream input, OutputStream output) throws IOException {
		String head = head(input);
		this.targets.add(head.split(" ")[1]);
		String credentials = this.credentials;
		String expected = (credentials != null)
				? "basic "
						+ Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)).toLowerCase()
				: "";
		String status = head.toLowerCase().contains(expected) ? "200 Connected" : "407 Proxy Authentication Required";
		status = (this.refusal != null) ? this.refusal : status;
		output
			.write(("HTTP/1.1 " + status + "\r\n" + (status.startsWith("200") ? "" : "Content-Length: 0\r\n") + "\r\n")
				.getBytes(StandardCharsets.US_ASCII));
		return status.startsWith("200");
	}

	private static String head(InputStream input) throws IOException {
		StringBuilder head = new StringBuilder();
		for (int next = input.read(); next >= 0 && head.indexOf("\r\n\r\n") < 0; next = input.read()) {
			head.append((char) next);
			if (head.indexOf("\r\n\r\n") >= 0) {
				break;
			}
		}
		return head.toString();
	}

	private boolean socks(InputStream input, OutputStream output) throws IOException {
		DataInputStream data = new DataInputStream(input);
		data.readByte();
		data.readFully(new byte[data.readByte()]);
		output.write(new byte[] { 5, 0 });
		data.readFully(new byte[3]);
		int type = data.readByte();
		byte[] host = new byte[(type == 3) ? data.readByte() : 4];
		data.readFully(host);
		String name = (type == 3) ? new String(host, StandardCharsets.US_ASCII)
				: InetAddress.getByAddress(host).getHostAddress();
		this.targets.add(name + ":" + data.readUnsignedShort());
		output.write(new byte[] { 5, 0, 0, 1, 127, 0, 0, 1, 0, 1 });
		return true;
	}

	private void tunnel(InputStream input, Socket client) throws IOException {
		try (Socket server = new Socket(InetAddress.getLoopbackAddress(), this.target)) {
			daemon(() -> copy(input, server));
			server.getInputStream().transferTo(client.getOutputStream());
		}
	}

	private static void copy(InputStream input, Socket server) {
		try {
			input.transferTo(server.getOutputStream());
		}
		catch (IOException ex) {
			// The other side has closed the connection.
		}
	}

	private static void daemon(Runnable work) {
		Thread thread = new Thread(work, "company-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.properties.forEach((name, value) -> {
			if (value != null) {
				System.setProperty(name, value);
			}
			else {
				System.clearProperty(name);
			}
		});
		this.socket.close();
	}

}
