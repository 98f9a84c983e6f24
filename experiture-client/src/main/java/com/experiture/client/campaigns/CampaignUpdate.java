package com.experiture.client.campaigns;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.Description;

/**
 * What to change of a campaign. That it is changed with {@code PATCH} is documented; that
 * the fields are those of its creation is assumed. Only the fields that were set are
 * sent, all others keep their values.
 */
public final class CampaignUpdate {

	private final Map<String, @Nullable Object> fields;

	private CampaignUpdate(Map<String, @Nullable Object> fields) {
		this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
	}

	/**
	 * Start building an update.
	 * @return a builder of an update that changes nothing yet
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return the fields to send.
	 * @return the values by name, in the order in which they were set
	 */
	@JsonValue
	public Map<String, @Nullable Object> fields() {
		return this.fields;
	}

	@Override
	public String toString() {
		return Description.of("CampaignUpdate").size("fields", this.fields.keySet()).toString();
	}

	/**
	 * Builds {@link CampaignUpdate}.
	 */
	public static final class Builder {

		private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

		private Builder() {
		}

		/**
		 * Change the name.
		 * @param name the name, 1 to 255 characters
		 * @return this builder
		 */
		public Builder name(String name) {
			return field("name", name);
		}

		/**
		 * Change the description.
		 * @param description what the campaign is for
		 * @return this builder
		 */
		public Builder description(String description) {
			return field("description", description);
		}

		/**
		 * Change the category.
		 * @param category the category
		 * @return this builder
		 */
		public Builder category(String category) {
			return field("category", category);
		}

		/**
		 * Replace all tags.
		 * @param tags at most 25 tags of at most 100 characters
		 * @return this builder
		 */
		public Builder tags(Collection<String> tags) {
			return field("tags", Collections.unmodifiableList(new ArrayList<>(tags)));
		}

		/**
		 * Change the id in the caller's own system.
		 * @param externalId the id
		 * @return this builder
		 */
		public Builder externalId(String externalId) {
			return field("externalId", externalId);
		}

		/**
		 * Replace the metadata.
		 * @param metadata what the caller keeps with the campaign, any fields
		 * @return this builder
		 */
		public Builder metadata(Map<String, ?> metadata) {
			return field("metadata", metadata);
		}

		/**
		 * Set a field to {@code null} (assumed to clear it).
		 * @param name the name of the field, such as {@code description}
		 * @return this builder
		 */
		public Builder clear(String name) {
			return field(name, null);
		}

		/**
		 * Change any field.
		 * @param name the name of the field
		 * @param value the value; {@code null} is sent as such
		 * @return this builder
		 */
		public Builder field(String name, @Nullable Object value) {
			this.fields.put(name, value);
			return this;
		}

		/**
		 * Build the update. It is checked when it is sent.
		 * @return the update
		 */
		// A builder that is passed as a body of the caller's own is sent like its update.
		@JsonValue
		public CampaignUpdate build() {
			return new CampaignUpdate(this.fields);
		}

	}

}
