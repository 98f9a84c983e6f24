package com.experiture.emulator.internal.protocol;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Pages in the two documented ways. The largest page is assumed.
 */
public final class PagedResults {

	static final int MAX_PAGE = 1000;

	private static final int DEFAULT_PAGE = 50;

	private PagedResults() {
	}

	/**
	 * Return a page of the CDP families: {@code page} counts from 1.
	 * @param <T> the type of what is paged
	 * @param call the call with its {@code page} and {@code pageSize}
	 * @param all all entries, in a stable order
	 * @param render turns an entry into JSON
	 * @return the page
	 */
	public static <T> ApiResult byPage(ApiCall call, Collection<T> all, Function<T, ?> render) {
		int page = call.queryNumber("page", 1, 1, Integer.MAX_VALUE);
		int pageSize = call.queryNumber("pageSize", DEFAULT_PAGE, 1, MAX_PAGE);
		return ApiResult.ok(new JsonObject().with("items", part(all, (page - 1L) * pageSize, pageSize, render))
			.with("page", page)
			.with("pageSize", pageSize)
			.with("total", all.size()));
	}

	/**
	 * Return a page of the campaigns family, with {@code pagination} beside {@code data}.
	 * @param <T> the type of what is paged
	 * @param call the call with its {@code limit} and {@code offset}
	 * @param all all entries, in a stable order
	 * @param render turns an entry into JSON
	 * @return the page
	 */
	public static <T> ApiResult byOffset(ApiCall call, Collection<T> all, Function<T, ?> render) {
		int limit = call.queryNumber("limit", DEFAULT_PAGE, 1, MAX_PAGE);
		int offset = call.queryNumber("offset", 0, 0, Integer.MAX_VALUE);
		JsonObject pagination = new JsonObject().with("total", all.size()).with("limit", limit).with("offset", offset);
		return new ApiResult(200, part(all, offset, limit, render), pagination);
	}

	private static <T> List<?> part(Collection<T> all, long offset, int size, Function<T, ?> render) {
		return all.stream().skip(offset).limit(size).map(render).toList();
	}

}
