package com.experiture.client.http;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Walks through all pages of a collection, on demand.
 */
public final class Paging {

	private Paging() {
	}

	/**
	 * Return all items. A page is asked for when the items before it were taken, so
	 * taking one item asks for one page. Ends where the API says that nothing follows,
	 * and also at an empty or a repeated page.
	 * @param <T> the type of the items
	 * @param fetch asks for the page that follows the given one, or for the first one
	 * where that is {@code null}
	 * @return the items
	 */
	public static <T> Flux<T> all(Function<@Nullable Page<T>, Mono<Page<T>>> fetch) {
		return Flux.defer(() -> {
			AtomicReference<@Nullable Page<T>> last = new AtomicReference<>();
			return onDemand(() -> fetch.apply(last.get()).flatMapIterable((page) -> accept(last, page))).repeat(() -> {
				Page<T> page = last.get();
				return page != null && page.hasNext();
			});
		});
	}

	// A subscription alone must not fetch: the one for the next page is made as soon as
	// the
	// page before ends. The source is hidden since Reactor would subscribe at once to
	// what
	// a known single value is mapped to.
	private static <T> Flux<T> onDemand(Supplier<Flux<T>> source) {
		return Flux.just(true).hide().concatMap((any) -> source.get(), 0);
	}

	// A server that ignores the position would send the same page for ever.
	private static <T> List<T> accept(AtomicReference<@Nullable Page<T>> last, Page<T> page) {
		Page<T> previous = last.get();
		boolean repeated = previous != null && previous.items().equals(page.items());
		last.set(repeated ? new Page<>(List.of(), page.offset(), page.total()) : page);
		return repeated ? List.of() : page.items();
	}

}
