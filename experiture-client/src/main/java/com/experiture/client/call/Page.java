package com.experiture.client.call;

import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.AdditionalProperties;

/**
 * One page of a collection, for all kinds of paging of the API.
 *
 * @param <T> the type of the items
 * @param items the items, in the order of the API
 * @param offset how many items come before this page
 * @param total how many items the collection has, according to the response with this
 * page
 * @param additionalProperties fields beside the items that this version does not know,
 * and the JSON of numbers that are not whole numbers
 */
public record Page<T>(List<T> items, long offset, long total, Map<String, JsonNode> additionalProperties) {

	/**
	 * The page size that the API's documentation shows; the largest one is undocumented.
	 */
	public static final int DEFAULT_SIZE = 50;

	/**
	 * Create a page.
	 */
	public Page {
		items = List.copyOf(items);
		additionalProperties = AdditionalProperties.of(additionalProperties);
	}

	/**
	 * Create a page without additional fields.
	 * @param items the items, in the order of the API
	 * @param offset how many items come before this page
	 * @param total how many items the collection has
	 */
	public Page(List<T> items, long offset, long total) {
		this(items, offset, total, Map.of());
	}

	/**
	 * Return whether items follow this page.
	 * @return whether there is a next page
	 */
	public boolean hasNext() {
		return !this.items.isEmpty() && nextOffset() < this.total;
	}

	/**
	 * Return the start of the next page.
	 * @return how many items come before the next page
	 */
	public long nextOffset() {
		return this.offset + this.items.size();
	}

	// Items are record data of the workspace.
	@Override
	public String toString() {
		return "Page[items=" + this.items.size() + ", offset=" + this.offset + ", total=" + this.total + "]";
	}

}
