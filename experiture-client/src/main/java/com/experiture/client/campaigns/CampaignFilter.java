package com.experiture.client.campaigns;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.Description;

/**
 * Which campaigns to list, and the page size.
 *
 * @param status the state of their authoring (documented that there is such a filter,
 * assumed that it means this state)
 * @param channel the channel of their messages (documented)
 * @param search a text to search for (a search is documented, the parameter's name {@code
 * search} is assumed; see {@link Builder#parameter})
 * @param pageSize how many campaigns to request with each page, at least 1; the largest
 * size is not documented
 * @param parameters further query parameters; they take precedence over the others
 */
public record CampaignFilter(@Nullable AuthoringStatus status, @Nullable Channel channel, @Nullable String search,
		int pageSize, Map<String, String> parameters) {

	/** The page size that the API's documentation shows. */
	public static final int DEFAULT_PAGE_SIZE = 50;

	private static final CampaignFilter ALL = builder().build();

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
	 * Start building a filter.
	 * @return a builder of a filter that every campaign passes
	 */
	public static Builder builder() {
		return new Builder();
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

	/**
	 * Builds {@link CampaignFilter}.
	 */
	public static final class Builder {

		private @Nullable AuthoringStatus status;

		private @Nullable Channel channel;

		private @Nullable String search;

		private int pageSize = DEFAULT_PAGE_SIZE;

		private final Map<String, String> parameters = new LinkedHashMap<>();

		private Builder() {
		}

		/**
		 * List only campaigns in one state of authoring.
		 * @param status the state
		 * @return this builder
		 */
		public Builder status(AuthoringStatus status) {
			this.status = status;
			return this;
		}

		/**
		 * List only campaigns of one channel.
		 * @param channel the channel
		 * @return this builder
		 */
		public Builder channel(Channel channel) {
			this.channel = channel;
			return this;
		}

		/**
		 * List only campaigns that a search finds (assumed parameter name).
		 * @param text the text to search for
		 * @return this builder
		 */
		public Builder search(String text) {
			this.search = text;
			return this;
		}

		/**
		 * Set the page size.
		 * @param size how many campaigns to request with each page, at least 1; 50 by
		 * default
		 * @return this builder
		 */
		public Builder pageSize(int size) {
			this.pageSize = size;
			return this;
		}

		/**
		 * Add a query parameter that this version does not know, or knows under another
		 * name.
		 * @param name the name
		 * @param value the value
		 * @return this builder
		 */
		public Builder parameter(String name, String value) {
			this.parameters.put(name, value);
			return this;
		}

		/**
		 * Build the filter. It is checked when it is used.
		 * @return the filter
		 */
		public CampaignFilter build() {
			return new CampaignFilter(this.status, this.channel, this.search, this.pageSize, this.parameters);
		}

	}

}
