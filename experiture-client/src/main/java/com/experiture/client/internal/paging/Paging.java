package com.experiture.client.internal.paging;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import com.experiture.client.call.Page;

/**
 * Reads all pages of a collection, on demand.
 */
public final class Paging {

	private Paging() {
	}

	/**
	 * Return all items. A page is requested when the items before it were taken, so
	 * taking one item requests one page. Ends if the response says that no page follows,
	 * at an empty page, and if pages are repeated.
	 * @param <T> the type of the items
	 * @param fetch requests the page after the given one, or the first page if it is
	 * {@code null}
	 * @return the items
	 */
	public static <T> Flux<T> all(Function<@Nullable Page<T>, Mono<Page<T>>> fetch) {
		return Flux.defer(() -> {
			Iteration<T> iteration = new Iteration<>();
			return onDemand(() -> fetch.apply(iteration.last).flatMapIterable(iteration::accept))
				.repeat(iteration::hasNext);
		});
	}

	// A subscription alone must not request a page: the next page is subscribed to as
	// soon
	// as the page before ends. The source is hidden because Reactor would subscribe at
	// once
	// to the mapping of a known single value.
	private static <T> Flux<T> onDemand(Supplier<Flux<T>> source) {
		return Flux.just(true).hide().concatMap((any) -> source.get(), 0);
	}

	/**
	 * One iteration over the pages, which follow each other on changing threads. A server
	 * that ignores the position would send the same pages endlessly: each page is
	 * compared with the one before and with an earlier one, which is replaced less and
	 * less often, so that a cycle of any length is detected.
	 */
	private static final class Iteration<T> {

		private volatile @Nullable Page<T> last;

		private volatile List<T> earlier = List.of();

		private volatile long pages;

		private volatile boolean repeated;

		List<T> accept(Page<T> page) {
			Page<T> before = this.last;
			List<T> items = page.items();
			this.repeated = before != null && (before.items().equals(items) || this.earlier.equals(items));
			this.last = page;
			this.pages++;
			if (Long.bitCount(this.pages) == 1) {
				this.earlier = items;
			}
			return this.repeated ? List.of() : items;
		}

		boolean hasNext() {
			Page<T> page = this.last;
			return page != null && !this.repeated && page.hasNext();
		}

	}

}
