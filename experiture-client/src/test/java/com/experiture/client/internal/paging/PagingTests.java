package com.experiture.client.internal.paging;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import com.experiture.client.call.Page;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Paging}.
 */
class PagingTests {

	private final AtomicInteger fetched = new AtomicInteger();

	@Test
	void readsAllPages() {
		StepVerifier.create(numbers(5, 2)).expectNext(0, 1, 2, 3, 4).verifyComplete();
		assertThat(this.fetched).hasValue(3);
	}

	@Test
	void requestsOnePageForOneItem() {
		assertThat(numbers(100, 10).blockFirst()).isZero();
		assertThat(numbers(100, 10).take(10).collectList().block()).hasSize(10);
		assertThat(this.fetched).hasValue(2);
	}

	@Test
	void requestsNextPageOnDemand() {
		Flux<Integer> numbers = Paging.all((last) -> page(last, 100, 10).delayElement(Duration.ofSeconds(1)));
		StepVerifier.withVirtualTime(() -> numbers, 10)
			.thenAwait(Duration.ofSeconds(10))
			.expectNextCount(10)
			.then(() -> assertThat(this.fetched).hasValue(1))
			.thenRequest(1)
			.thenAwait(Duration.ofSeconds(1))
			.expectNextCount(1)
			.then(() -> assertThat(this.fetched).hasValue(2))
			.thenCancel()
			.verify();
	}

	@Test
	void requestsPagesOfStreamOnDemand() {
		assertThat(numbers(100, 10).toStream(1).limit(11)).hasSize(11);
		assertThat(this.fetched).hasValue(2);
	}

	@Test
	void startsNewIterationForEachSubscription() {
		Flux<Integer> numbers = numbers(3, 2);
		assertThat(numbers.collectList().block()).isEqualTo(numbers.collectList().block()).hasSize(3);
	}

	@Test
	void needsNoDeepStackForManyPages() {
		assertThat(numbers(50_000, 1).count().block()).isEqualTo(50_000);
	}

	@Test
	void endsAtEmptyPage() {
		Flux<Integer> items = Paging.all((last) -> Mono
			.just(new Page<>((last == null) ? List.of(1) : List.of(), (last == null) ? 0 : last.nextOffset(), 1000)));
		StepVerifier.create(items).expectNext(1).verifyComplete();
	}

	@Test
	void endsAtRepeatedPage() {
		Flux<Integer> items = Paging.all((last) -> Mono.just(new Page<>(List.of(1, 2), 0, 1000)));
		StepVerifier.create(items).expectNext(1, 2).verifyComplete();
	}

	@Test
	void failsWhenPageFails() {
		Flux<Integer> items = Paging.all((last) -> (last == null) ? Mono.just(new Page<>(List.of(1), 0, 2))
				: Mono.error(new IllegalStateException("page 2")));
		StepVerifier.create(items).expectNext(1).verifyErrorMessage("page 2");
	}

	private Flux<Integer> numbers(int total, int size) {
		return Paging.all((last) -> page(last, total, size));
	}

	private Mono<Page<Integer>> page(@Nullable Page<Integer> last, int total, int size) {
		return Mono.fromSupplier(() -> {
			this.fetched.incrementAndGet();
			int offset = (last == null) ? 0 : (int) last.nextOffset();
			List<Integer> items = IntStream.range(offset, Math.min(total, offset + size)).boxed().toList();
			return new Page<>(items, offset, total);
		});
	}

}
