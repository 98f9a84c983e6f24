package com.experiture.client.internal.paging;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import com.experiture.client.call.Page;

/**
 * Walks through all pages of a collection, on demand.
 */
public final class Paging {

	private Paging() {
	}

	/**
	 * Return all items. A page is asked for when the items before it were taken, so
	 * taking one item asks for one page. Ends if the API says that nothing follows, and
	 * also at an empty page and if the pages begin to repeat themselves.
	 * @param <T> the type of the items
	 * @param fetch asks for the page that follows the given one, or for the first one if
	 * that is {@code null}
	 * @return the items
	 */
	public static <T> Flux<T> all(Function<@Nullable Page<T>, Mono<Page<T>>> fetch) {
		return Flux.defer(() -> {
			Walk<T> walk = new Walk<>();
			return onDemand(() -> fetch.apply(walk.last).flatMapIterable(walk::accept)).repeat(walk::hasNext);
		});
	}

	// A subscription alone must not fetch: the one for the next page is made as soon as
	// the page before ends. The source is hidden since Reactor would subscribe at once to
	// what a known single value is mapped to.
	private static <T> Flux<T> onDemand(Supplier<Flux<T>> source) {
		return Flux.just(true).hide().concatMap((any) -> source.get(), 0);
	}

	/**
	 * One walk through the pages, which follow each other on changing threads. A server
	 * that ignores the position would send the same pages for ever: each page is compared
	 * with the one before and with an earlier one, which is replaced less and less often,
	 * so that a circle of any length is found.
	 */
	private static final class Walk<T> {

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
