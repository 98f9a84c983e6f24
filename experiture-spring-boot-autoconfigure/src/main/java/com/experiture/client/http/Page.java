package com.experiture.client.http;

import java.util.List;

/**
 * One page of a collection, whichever way the API pages it.
 *
 * @param <T> the type of the items
 * @param items the items, in the order of the API
 * @param offset how many items come before this page
 * @param total how many items the collection has, as the API said with this page
 */
public record Page<T>(List<T> items, long offset, long total) {

	/**
	 * Create a page.
	 */
	public Page {
		items = List.copyOf(items);
	}

	/**
	 * Return whether items follow this page.
	 * @return whether to ask for the next page
	 */
	public boolean hasNext() {
		return !this.items.isEmpty() && nextOffset() < this.total;
	}

	/**
	 * Return where the next page begins.
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
