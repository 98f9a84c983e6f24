package com.experiture.client.internal.auth;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

import com.experiture.client.auth.ClientCredentials;
import com.experiture.client.auth.InvalidCredentialsException;
import com.experiture.client.auth.TokenFailure;

/**
 * One call of the application's source of credentials, which can block. It is interrupted
 * if its result is no longer needed.
 */
final class CredentialsRead implements Disposable {

	private @Nullable Thread reader;

	private boolean disposed;

	/**
	 * Read the credentials on the current thread.
	 * @throws TokenFailure if the source throws an exception
	 */
	ClientCredentials run(Supplier<ClientCredentials> source) {
		begin();
		try {
			ClientCredentials credentials = source.get();
			if (credentials == null) {
				throw unusable("the supplier returned null");
			}
			return credentials;
		}
		catch (TokenFailure ex) {
			throw ex;
		}
		catch (InvalidCredentialsException ex) {
			throw unusable(String.valueOf(ex.getMessage()));
		}
		catch (Throwable ex) {
			// Its message can quote the secret.
			throw unusable(ex.getClass().getSimpleName());
		}
		finally {
			end();
		}
	}

	private synchronized void begin() {
		if (this.disposed) {
			throw unusable("the client is closed");
		}
		this.reader = Thread.currentThread();
	}

	private synchronized void end() {
		this.reader = null;
		// An interrupt that came too late must not affect the next task of the thread.
		if (this.disposed) {
			Thread.interrupted();
		}
	}

	@Override
	public synchronized void dispose() {
		this.disposed = true;
		Thread thread = this.reader;
		if (thread != null) {
			thread.interrupt();
		}
	}

	/**
	 * Return whether the source was called and has not returned yet.
	 */
	synchronized boolean isRunning() {
		return this.reader != null;
	}

	static TokenFailure stuck() {
		return new TokenFailure("the source of the credentials did not return within 2 minutes", null, true);
	}

	static TokenFailure unusable(String reason) {
		return new TokenFailure("the client credentials cannot be used (" + reason
				+ "); check experiture.client-id, experiture.client-secret, experiture.token-uri and"
				+ " experiture.scopes", null, false);
	}

}
