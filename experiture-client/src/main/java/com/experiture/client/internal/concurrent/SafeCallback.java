package com.experiture.client.internal.concurrent;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import com.experiture.client.observation.ClientListener;

/**
 * Runs code of the application that is notified of events. Exceptions, errors included,
 * are logged and affect neither the call that causes the event nor another one.
 */
public final class SafeCallback {

	private static final Logger logger = LoggerFactory.getLogger(ClientListener.class);

	private final String message;

	private final AtomicBoolean failed = new AtomicBoolean();

	/**
	 * Create a callback. Only the first failure is logged as a warning: a failure of each
	 * call would fill the log.
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
	 * Close a resource of the application.
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
	 * @param failure the exception that the code threw
	 */
	public void report(Throwable failure) {
		try {
			logger.atLevel(this.failed.getAndSet(true) ? Level.DEBUG : Level.WARN).setCause(failure).log(this.message);
		}
		catch (Throwable ex) {
			// Logging can fail on an exhausted stack, or if the exception cannot be
			// printed.
		}
	}

}
