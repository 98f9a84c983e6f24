package com.experiture.client.internal.blocking;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Blocking}.
 */
class BlockingTests {

	@Test
	void prefetchesOneItemAtMost() {
		AtomicInteger made = new AtomicInteger();
		try (Stream<Integer> stream = Blocking.stream(Flux.range(1, 1000).doOnNext(made::set))) {
			assertThat(stream.findFirst()).hasValue(1);
		}
		assertThat(made.get()).isLessThanOrEqualTo(2);
	}

	@Test
	void cancelsWhenStreamIsClosed() {
		AtomicBoolean cancelled = new AtomicBoolean();
		Stream<Integer> stream = Blocking.stream(Flux.range(1, 1000).doOnCancel(() -> cancelled.set(true)));
		assertThat(stream.findFirst()).hasValue(1);
		stream.close();
		assertThat(cancelled).isTrue();
	}

	@Test
	void rejectsEventLoopThreadBeforeSubscription() {
		AtomicBoolean subscribed = new AtomicBoolean();
		Flux<Integer> results = Flux.range(1, 2).doOnSubscribe((subscription) -> subscribed.set(true));
		assertThatIllegalStateException().isThrownBy(onEventLoop(() -> Blocking.stream(results))::block)
			.withMessageContaining("use the reactive client");
		assertThatIllegalStateException().isThrownBy(onEventLoop(() -> Blocking.await(results.next()))::block)
			.withMessageContaining("use the reactive client");
		assertThat(subscribed).isFalse();
	}

	private static Mono<Object> onEventLoop(Callable<Object> call) {
		return Mono.fromCallable(call).subscribeOn(Schedulers.parallel());
	}

}
