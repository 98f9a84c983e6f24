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
 * A TCP proxy in front of a server whose connections can be stalled: the connections that
 * are open then remain open, but transfer no data in either direction. Connections that
 * are opened later are not affected.
 */
public final class StallableProxy implements Closeable {

	private final ServerSocket listener;

	private final int server;

	private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

	private final AtomicInteger opened = new AtomicInteger();

	private final AtomicInteger closed = new AtomicInteger();

	private final CountDownLatch released = new CountDownLatch(1);

	private volatile int stalled;

	public StallableProxy(int server) throws IOException {
		this.server = server;
		this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		start(this::accept);
	}

	public int port() {
		return this.listener.getLocalPort();
	}

	public void stall() {
		this.stalled = this.opened.get();
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
		this.listener.close();
		release();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	private void accept() throws IOException {
		while (true) {
			Socket client = keep(this.listener.accept());
			Socket api = keep(new Socket(InetAddress.getLoopbackAddress(), this.server));
			int number = this.opened.incrementAndGet();
			start(() -> {
				try {
					transfer(number, client, api);
				}
				finally {
					this.closed.incrementAndGet();
				}
			});
			start(() -> transfer(number, api, client));
		}
	}

	private void transfer(int number, Socket from, Socket to) throws IOException {
		byte[] bytes = new byte[8192];
		int length = from.getInputStream().read(bytes);
		while (length > 0) {
			if (number <= this.stalled) {
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
		}, "stallable-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	private interface Work {

		void run() throws IOException;

	}

}
