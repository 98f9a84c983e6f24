package com.experiture.client.campaigns;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.Description;

/**
 * Which campaigns to list, and in pages of which size.
 *
 * @param status the state of their authoring (documented that there is such a filter,
 * assumed that it means this state)
 * @param channel the way that their messages take (documented)
 * @param search a text to search for (a search is documented, the parameter's name
 * {@code search} is assumed; see {@link #parameter})
 * @param pageSize how many campaigns to ask for with each page, at least 1; the largest
 * size is not documented
 * @param parameters further query parameters; they win over the others
 */
public record CampaignFilter(@Nullable AuthoringStatus status, @Nullable Channel channel, @Nullable String search,
		int pageSize, Map<String, String> parameters) {

	/** The page size that the API's documentation shows. */
	public static final int DEFAULT_PAGE_SIZE = 50;

	private static final CampaignFilter ALL = new CampaignFilter(null, null, null, DEFAULT_PAGE_SIZE, Map.of());

	/**
	 * Create a filter.
	 */
	public CampaignFilter {
		parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
	}

	/**
	 * Return a filter that every campaign passes.
	 * @return the filter
	 */
	public static CampaignFilter all() {
		return ALL;
	}

	/**
	 * Return this filter for one state of authoring.
	 * @param status the state
	 * @return a new filter
	 */
	public CampaignFilter status(AuthoringStatus status) {
		return new CampaignFilter(status, this.channel, this.search, this.pageSize, this.parameters);
	}

	/**
	 * Return this filter for one channel.
	 * @param channel the channel
	 * @return a new filter
	 */
	public CampaignFilter channel(Channel channel) {
		return new CampaignFilter(this.status, channel, this.search, this.pageSize, this.parameters);
	}

	/**
	 * Return this filter with a text to search for (assumed parameter name).
	 * @param text the text
	 * @return a new filter
	 */
	public CampaignFilter search(String text) {
		return new CampaignFilter(this.status, this.channel, text, this.pageSize, this.parameters);
	}

	/**
	 * Return this filter with another page size.
	 * @param size how many campaigns to ask for with each page, at least 1
	 * @return a new filter
	 */
	public CampaignFilter pageSize(int size) {
		return new CampaignFilter(this.status, this.channel, this.search, size, this.parameters);
	}

	/**
	 * Return this filter with a query parameter that this version does not know, or knows
	 * under another name.
	 * @param name the name
	 * @param value the value
	 * @return a new filter
	 */
	public CampaignFilter parameter(String name, String value) {
		Map<String, String> parameters = new LinkedHashMap<>(this.parameters);
		parameters.put(name, value);
		return new CampaignFilter(this.status, this.channel, this.search, this.pageSize, parameters);
	}

	// A search may be for the name of a person.
	@Override
	public String toString() {
		return Description.of("CampaignFilter")
			.part("status", this.status)
			.part("channel", this.channel)
			.number("pageSize", this.pageSize)
			.size("parameters", this.parameters.keySet())
			.toString();
	}

}
