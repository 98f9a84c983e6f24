package com.experiture.client.campaigns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.Description;

/**
 * A campaign to be created (documented). Fields that are {@code null} are not sent, which
 * the API treats like an explicit {@code null}.
 *
 * @param campaignType the type; version 1 of the API creates only {@value #BROADCAST} and
 * rejects {@code journey} with 409 {@code TYPE_UNSUPPORTED}
 * @param name the name, 1 to 255 characters
 * @param channel the channel of the messages
 * @param description what the campaign is for
 * @param category the category, a hint; the API uses {@code general} if there is none or
 * if it is invalid, and adds the category to the tags
 * @param tags at most 25 tags of at most 100 characters
 * @param externalId the id in the caller's own system
 * @param metadata anything that the caller keeps with the campaign
 * @param content its content; in a draft even the template is optional
 * @param audience its audience
 * @param schedule its schedule; in a draft a point in time without a mode means {@code
 * at}
 * @param additionalProperties fields that this version does not know, sent as they are
 */
public record CampaignDraft(String campaignType, String name, Channel channel, @Nullable String description,
		@Nullable String category, @Nullable List<String> tags, @Nullable String externalId,
		@Nullable Map<String, ?> metadata, @Nullable CampaignContent content, @Nullable CampaignAudience audience,
		@Nullable CampaignSchedule schedule, @JsonAnyGetter Map<String, Object> additionalProperties) {

	/** The campaign type of messages to a whole audience (documented). */
	public static final String BROADCAST = "broadcast";

	/**
	 * Create a draft.
	 */
	public CampaignDraft {
		tags = (tags != null) ? Collections.unmodifiableList(new ArrayList<>(tags)) : null;
		metadata = (metadata != null) ? Collections.unmodifiableMap(new LinkedHashMap<>(metadata)) : null;
		additionalProperties = Collections.unmodifiableMap(new LinkedHashMap<>(additionalProperties));
	}

	/**
	 * Start building a broadcast.
	 * @param name the name, 1 to 255 characters
	 * @param channel the channel of the messages
	 * @return a builder
	 */
	public static Builder builder(String name, Channel channel) {
		return new Builder(name, channel);
	}

	@Override
	public String toString() {
		return Description.of("CampaignDraft")
			.code("campaignType", this.campaignType)
			.part("channel", this.channel)
			.part("content", this.content)
			.part("audience", this.audience)
			.part("schedule", this.schedule)
			.toString();
	}

	/**
	 * Builds {@link CampaignDraft}.
	 */
	public static final class Builder {

		private final String name;

		private final Channel channel;

		private String campaignType = BROADCAST;

		private @Nullable String description;

		private @Nullable String category;

		private @Nullable List<String> tags;

		private @Nullable String externalId;

		private @Nullable Map<String, ?> metadata;

		private @Nullable CampaignContent content;

		private @Nullable CampaignAudience audience;

		private @Nullable CampaignSchedule schedule;

		private final Map<String, Object> additionalProperties = new LinkedHashMap<>();

		private Builder(String name, Channel channel) {
			this.name = name;
			this.channel = channel;
		}

		/**
		 * Set the campaign type.
		 * @param campaignType the type, {@value CampaignDraft#BROADCAST} by default
		 * @return this builder
		 */
		public Builder campaignType(String campaignType) {
			this.campaignType = campaignType;
			return this;
		}

		/**
		 * Set what the campaign is for.
		 * @param description the description
		 * @return this builder
		 */
		public Builder description(@Nullable String description) {
			this.description = description;
			return this;
		}

		/**
		 * Set the category.
		 * @param category the category; {@code general} if there is none or if it is
		 * invalid
		 * @return this builder
		 */
		public Builder category(@Nullable String category) {
			this.category = category;
			return this;
		}

		/**
		 * Set the tags.
		 * @param tags at most 25 tags of at most 100 characters
		 * @return this builder
		 */
		public Builder tags(String... tags) {
			return tags(Arrays.asList(tags));
		}

		/**
		 * Set the tags.
		 * @param tags at most 25 tags of at most 100 characters
		 * @return this builder
		 */
		public Builder tags(Collection<String> tags) {
			this.tags = new ArrayList<>(tags);
			return this;
		}

		/**
		 * Set the id in the caller's own system.
		 * @param externalId the id
		 * @return this builder
		 */
		public Builder externalId(@Nullable String externalId) {
			this.externalId = externalId;
			return this;
		}

		/**
		 * Set what to keep with the campaign.
		 * @param metadata any fields
		 * @return this builder
		 */
		public Builder metadata(@Nullable Map<String, ?> metadata) {
			this.metadata = metadata;
			return this;
		}

		/**
		 * Set the content.
		 * @param content the content
		 * @return this builder
		 */
		public Builder content(@Nullable CampaignContent content) {
			this.content = content;
			return this;
		}

		/**
		 * Set the audience.
		 * @param audience the audience
		 * @return this builder
		 */
		public Builder audience(@Nullable CampaignAudience audience) {
			this.audience = audience;
			return this;
		}

		/**
		 * Set the schedule.
		 * @param schedule the schedule
		 * @return this builder
		 */
		public Builder schedule(@Nullable CampaignSchedule schedule) {
			this.schedule = schedule;
			return this;
		}

		/**
		 * Add a field that this version does not know.
		 * @param name the name of the field
		 * @param value its value
		 * @return this builder
		 */
		public Builder additionalProperty(String name, Object value) {
			this.additionalProperties.put(name, value);
			return this;
		}

		/**
		 * Build the draft. It is checked when it is sent.
		 * @return the draft
		 */
		public CampaignDraft build() {
			return new CampaignDraft(this.campaignType, this.name, this.channel, this.description, this.category,
					this.tags, this.externalId, this.metadata, this.content, this.audience, this.schedule,
					this.additionalProperties);
		}

	}

}
