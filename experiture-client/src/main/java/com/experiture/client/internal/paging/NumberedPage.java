package com.experiture.client.internal.paging;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.call.Page;
import com.experiture.client.internal.json.AdditionalProperties;

/**
 * A page of the CDP families. Documented are {@code items}, {@code page},
 * {@code pageSize} and {@code total}; the other names and a plain array are assumed, for
 * collections whose response is not documented.
 *
 * @param <T> the type of the items
 * @param items the items of this page
 * @param page the number of the page, from 1
 * @param pageSize how many items a page has at most
 * @param total how many items there are
 * @param additionalProperties all other fields
 */
record NumberedPage<T>(List<T> items, @Nullable Long page, @Nullable Long pageSize, @Nullable Long total,
		@JsonAnySetter Map<String, JsonNode> additionalProperties) {

	@JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
	NumberedPage(
			@JsonProperty(value = "items",
					required = true) @JsonAlias({ "errors", "members", "rows" }) @Nullable List<@Nullable T> items,
			@JsonProperty("page") @Nullable Long page, @JsonProperty("pageSize") @Nullable Long pageSize,
			@JsonProperty("total") @Nullable Long total, @JsonAnySetter Map<String, JsonNode> additionalProperties) {
		this.items = (items != null) ? items.stream().filter(Objects::nonNull).toList() : List.of();
		this.page = page;
		this.pageSize = pageSize;
		this.total = total;
		this.additionalProperties = AdditionalProperties.of(additionalProperties);
	}

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	NumberedPage(List<@Nullable T> items) {
		this(items, null, null, null, Map.of());
	}

	/**
	 * Return this page with its position in the collection. The API may have reduced the
	 * page size. Without a total, only a full page can have a successor.
	 */
	Page<T> toPage(int number, int requestedSize) {
		long size = (this.pageSize != null && this.pageSize > 0) ? Math.min(this.pageSize, Integer.MAX_VALUE)
				: requestedSize;
		long offset = (number - 1) * size;
		long end = offset + this.items.size();
		long known = (this.items.size() == size) ? end + 1 : end;
		return new Page<>(this.items, offset, (this.total != null) ? this.total : known, this.additionalProperties);
	}

}
