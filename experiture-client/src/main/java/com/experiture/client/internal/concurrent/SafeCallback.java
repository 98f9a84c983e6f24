package com.experiture.client.internal.concurrent;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import com.experiture.client.observation.ClientListener;

/**
 * Runs code of the application that is told what happens and decides nothing. Whatever it
 * throws, errors included, is logged and goes no further: neither into the call that it
 * is told of nor into another one.
 */
public final class SafeCallback {

	private static final Logger logger = LoggerFactory.getLogger(ClientListener.class);

	private final String message;

	private final AtomicBoolean failed = new AtomicBoolean();

	/**
	 * Create a runner. It warns of the first failure only: what fails with each call
	 * would fill the log.
	 * @param message names the code, such as {@code A listener failed: name}
	 */
	public SafeCallback(String message) {
		this.message = message;
	}

	/**
	 * Run the code.
	 * @param callback the code
	 * @return whether it ended without a failure
	 */
	public boolean run(Runnable callback) {
		try {
			callback.run();
			return true;
		}
		catch (Throwable ex) {
			report(ex);
			return false;
		}
	}

	/**
	 * Close what the application handed in.
	 * @param resource closed if it is {@link AutoCloseable}
	 */
	public void close(@Nullable Object resource) {
		if (resource instanceof AutoCloseable closeable) {
			try {
				closeable.close();
			}
			catch (Throwable ex) {
				report(ex);
			}
		}
	}

	/**
	 * Run code that returns something.
	 * @param <T> the type of the result
	 * @param callback the code
	 * @param otherwise the result if the code fails
	 * @return the result
	 */
	public <T extends @Nullable Object> T get(Supplier<? extends T> callback, T otherwise) {
		try {
			return callback.get();
		}
		catch (Throwable ex) {
			report(ex);
			return otherwise;
		}
	}

	/**
	 * Log a failure.
	 * @param failure what the code threw
	 */
	public void report(Throwable failure) {
		try {
			logger.atLevel(this.failed.getAndSet(true) ? Level.DEBUG : Level.WARN).setCause(failure).log(this.message);
		}
		catch (Throwable ex) {
			// On an exhausted stack, or with an exception that cannot be printed, not
			// even
			// this succeeds.
		}
	}

}
