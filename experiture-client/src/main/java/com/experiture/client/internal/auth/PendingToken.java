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
 * One token request and the calls that wait for its result. A call that throws when it
 * gets the result does not keep it from the others.
 */
final class PendingToken {

	private static final Logger logger = LoggerFactory.getLogger(ClientCredentialsTokenProvider.class);

	private final Set<MonoSink<Result>> waiting = new LinkedHashSet<>();

	private final Disposable.Composite work = Disposables.composite();

	private @Nullable Result result;

	/**
	 * Return the result for one more call. A call that cancels does not end the request.
	 */
	Mono<AccessToken> asMono() {
		// A failure is a value here: as an error it would be logged if the call is gone.
		return Mono.create(this::join).flatMap(Result::asMono);
	}

	private void join(MonoSink<Result> sink) {
		Result known;
		synchronized (this) {
			known = this.result;
			if (known == null) {
				this.waiting.add(sink);
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
		this.waiting.remove(sink);
	}

	/**
	 * Keep what works on the request, to be stopped if the request is cancelled.
	 */
	void work(Disposable part) {
		this.work.add(part);
	}

	/**
	 * Stop the work on the request.
	 */
	void cancel() {
		this.work.dispose();
	}

	/**
	 * Give the result to all calls that wait, once.
	 */
	void end(Result end) {
		List<MonoSink<Result>> calls;
		synchronized (this) {
			if (this.result != null) {
				return;
			}
			this.result = end;
			calls = List.copyOf(this.waiting);
			this.waiting.clear();
		}
		for (MonoSink<Result> call : calls) {
			try {
				call.success(end);
			}
			catch (Throwable ex) {
				logger.debug("A call failed when it got the token: {}", ex.getClass().getName());
			}
		}
	}

	/**
	 * A token, or why there is none.
	 *
	 * @param token the token
	 * @param failure the failure
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
