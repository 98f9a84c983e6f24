package com.experiture.client.testing;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A line to a server that a test can hold: what is open then stays open, and nothing
 * comes through in either direction. Lines that are opened afterwards work.
 */
public final class Line implements Closeable {

	private final ServerSocket entrance;

	private final int server;

	private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

	private final AtomicInteger opened = new AtomicInteger();

	private final AtomicInteger closed = new AtomicInteger();

	private final CountDownLatch released = new CountDownLatch(1);

	private volatile int held;

	public Line(int server) throws IOException {
		this.server = server;
		this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		start(this::accept);
	}

	public int port() {
		return this.entrance.getLocalPort();
	}

	public void hold() {
		this.held = this.opened.get();
	}

	public void release() {
		this.released.countDown();
	}

	public int opened() {
		return this.opened.get();
	}

	/**
	 * Return how many connections the client has closed.
	 */
	public int closed() {
		return this.closed.get();
	}

	@Override
	public void close() throws IOException {
		this.entrance.close();
		release();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	private void accept() throws IOException {
		while (true) {
			Socket client = keep(this.entrance.accept());
			Socket api = keep(new Socket(InetAddress.getLoopbackAddress(), this.server));
			int number = this.opened.incrementAndGet();
			start(() -> {
				try {
					pass(number, client, api);
				}
				finally {
					this.closed.incrementAndGet();
				}
			});
			start(() -> pass(number, api, client));
		}
	}

	private void pass(int number, Socket from, Socket to) throws IOException {
		byte[] bytes = new byte[8192];
		int length = from.getInputStream().read(bytes);
		while (length > 0) {
			if (number <= this.held) {
				await();
			}
			to.getOutputStream().write(bytes, 0, length);
			length = from.getInputStream().read(bytes);
		}
	}

	private void await() throws IOException {
		try {
			this.released.await();
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	private Socket keep(Socket socket) {
		this.sockets.add(socket);
		return socket;
	}

	private static void start(Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (IOException ex) {
				// One side has closed the connection.
			}
		}, "line");
		thread.setDaemon(true);
		thread.start();
	}

	private interface Work {

		void run() throws IOException;

	}

}
