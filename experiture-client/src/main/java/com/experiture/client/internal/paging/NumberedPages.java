package com.experiture.client.internal.paging;

import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;

import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Operation;
import com.experiture.client.call.Page;
import com.experiture.client.internal.pipeline.CallPipeline;
import com.experiture.client.internal.rules.InvalidField;

/**
 * A collection that the API pages by number: {@code ?page=1&pageSize=50}.
 *
 * @param <T> the type of the items
 */
public final class NumberedPages<T> {

	private final CallPipeline pipeline;

	private final CallOptions options;

	private final ParameterizedTypeReference<NumberedPage<T>> type;

	private final Operation operation;

	private final String[] pathVariables;

	/**
	 * Create a collection.
	 * @param pipeline makes the calls
	 * @param options the options of the calls
	 * @param itemType the type of the items
	 * @param operation the call that returns a page
	 * @param pathVariables the values of its path's variables, in their order
	 */
	public NumberedPages(CallPipeline pipeline, CallOptions options, Class<T> itemType, Operation operation,
			String... pathVariables) {
		this.pipeline = pipeline;
		this.options = options;
		this.type = ParameterizedTypeReference
			.forType(ResolvableType.forClassWithGenerics(NumberedPage.class, itemType).getType());
		this.operation = operation;
		this.pathVariables = pathVariables.clone();
	}

	/**
	 * Return one page. That pages count from 1 is documented; that their size is at least
	 * 1 is assumed. The generic call can request any page.
	 * @param number the number of the page, from 1
	 * @param size the page size
	 * @return the page
	 */
	public Mono<Page<T>> page(int number, int size) {
		return this.pipeline.call(ApiRequest.to(this.operation, this.pathVariables).check(() -> {
			InvalidField.unless(number >= 1, "page", "must be at least 1");
			InvalidField.unless(size >= 1, "pageSize", "must be at least 1");
		}).query("page", number).query("pageSize", size).returning(this.type), this.options)
			.map((page) -> page.toPage(number, size));
	}

	/**
	 * Return all items, see {@link Paging#all}.
	 * @param size the page size
	 * @return the items
	 */
	public Flux<T> all(int size) {
		return Flux.defer(() -> {
			AtomicInteger number = new AtomicInteger();
			return Paging.<T>all((last) -> page(number.incrementAndGet(), size));
		});
	}

}
