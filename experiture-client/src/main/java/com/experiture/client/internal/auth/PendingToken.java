package com.experiture.client.internal.auth;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

import com.experiture.client.auth.AccessToken;

/**
 * One token request and the calls that wait for its result. If a call throws an exception
 * when it receives the result, the other calls still receive it.
 */
final class PendingToken {

	private static final Logger logger = LoggerFactory.getLogger(ClientCredentialsTokenProvider.class);

	private final Set<MonoSink<Result>> waitingCalls = new LinkedHashSet<>();

	private final Disposable.Composite work = Disposables.composite();

	private @Nullable Result result;

	/**
	 * Return the result for another call. Cancelling a call does not cancel the request.
	 */
	Mono<AccessToken> asMono() {
		// Failures are emitted as values: Reactor would log an error for a cancelled
		// call.
		return Mono.create(this::join).flatMap(Result::asMono);
	}

	private void join(MonoSink<Result> sink) {
		Result known;
		synchronized (this) {
			known = this.result;
			if (known == null) {
				this.waitingCalls.add(sink);
			}
		}
		if (known != null) {
			sink.success(known);
		}
		else {
			sink.onDispose(() -> leave(sink));
		}
	}

	private synchronized void leave(MonoSink<Result> sink) {
		this.waitingCalls.remove(sink);
	}

	/**
	 * Add a part of the work, which is stopped if the request is cancelled.
	 */
	void add(Disposable part) {
		this.work.add(part);
	}

	/**
	 * Stop the work on the request.
	 */
	void cancel() {
		this.work.dispose();
	}

	/**
	 * Emit the result to all waiting calls, once.
	 */
	void end(Result end) {
		List<MonoSink<Result>> calls;
		synchronized (this) {
			if (this.result != null) {
				return;
			}
			this.result = end;
			calls = List.copyOf(this.waitingCalls);
			this.waitingCalls.clear();
		}
		for (MonoSink<Result> call : calls) {
			try {
				call.success(end);
			}
			catch (Throwable ex) {
				logger.debug("A call failed when it received the token: {}", ex.getClass().getName());
			}
		}
	}

	/**
	 * A token, or the failure to obtain one.
	 *
	 * @param token the token, or {@code null}
	 * @param failure the failure, or {@code null}
	 */
	record Result(@Nullable AccessToken token, @Nullable Throwable failure) {

		static Result of(AccessToken token) {
			return new Result(token, null);
		}

		static Result of(Throwable failure) {
			return new Result(null, failure);
		}

		Mono<AccessToken> asMono() {
			return (this.failure != null) ? Mono.error(this.failure) : Mono.justOrEmpty(this.token);
		}

	}

}
