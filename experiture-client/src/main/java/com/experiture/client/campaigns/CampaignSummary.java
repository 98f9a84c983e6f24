package com.experiture.client.campaigns;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.AdditionalProperties;
import com.experiture.client.internal.json.ResponseFields;
import com.experiture.client.internal.text.Description;

/**
 * A campaign with its audience, content and schedule, and its latest execution
 * (documented).
 *
 * @param campaignId the id
 * @param name the name
 * @param campaignType {@code broadcast} in version 1 of the API
 * @param channel the channel of the messages
 * @param authoringStatus whether the campaign can still be changed
 * @param createdAt when it was created
 * @param updatedAt when it was changed last
 * @param schedule its schedule
 * @param audience its audience
 * @param content its content
 * @param preflight the latest preflight
 * @param latestExecution the latest execution
 * @param links URLs of the campaign
 * @param additionalProperties fields that this version does not know, and the JSON of
 * those whose type is not the documented one
 */
public record CampaignSummary(@Nullable String campaignId, @Nullable String name, @Nullable String campaignType,
		@Nullable Channel channel, @Nullable AuthoringStatus authoringStatus, @Nullable Instant createdAt,
		@Nullable Instant updatedAt, @Nullable Schedule schedule, @Nullable Audience audience,
		@Nullable Content content, @Nullable LastPreflight preflight, @Nullable Execution latestExecution,
		@Nullable Links links, @JsonAnySetter Map<String, JsonNode> additionalProperties) {

	/**
	 * Create a summary.
	 */
	public CampaignSummary {
		additionalProperties = AdditionalProperties.of(additionalProperties);
	}

	/**
	 * Return the state of the latest execution.
	 * @return the state, not terminal if the response has none
	 */
	public ExecutionStatus executionStatus() {
		ExecutionStatus status = (this.latestExecution != null) ? this.latestExecution.status() : null;
		return (status != null) ? status : ExecutionStatus.NONE;
	}

	@Override
	public String toString() {
		return Description.of("CampaignSummary")
			.id("campaignId", this.campaignId)
			.part("channel", this.channel)
			.part("authoringStatus", this.authoringStatus)
			.part("executionStatus", executionStatus())
			.toString();
	}

	/**
	 * The schedule of a campaign (documented).
	 *
	 * @param kind the kind of schedule; its values are not documented
	 * @param mode now, at a point in time, or in the batch of a day
	 * @param sendAt the point in time
	 * @param timezone the IANA name of a time zone
	 * @param scheduled whether it is scheduled
	 * @param additionalProperties fields that this version does not know, and the JSON of
	 * those whose type is not the documented one
	 */
	public record Schedule(@Nullable String kind, @Nullable ScheduleMode mode, @Nullable Instant sendAt,
			@Nullable String timezone, @Nullable Boolean scheduled,
			@JsonAnySetter Map<String, JsonNode> additionalProperties) {

		/**
		 * Create a part of a summary.
		 */
		public Schedule {
			additionalProperties = AdditionalProperties.of(additionalProperties);
		}

		@Override
		public String toString() {
			return Description.of("Schedule")
				.code("kind", this.kind)
				.part("mode", this.mode)
				.time("sendAt", this.sendAt)
				.path("timezone", this.timezone)
				.flag("scheduled", this.scheduled)
				.toString();
		}

	}

	/**
	 * The audience of a campaign (documented).
	 *
	 * @param included the audiences that are included
	 * @param excluded the audiences that are excluded
	 * @param reach the number of people
	 * @param additionalProperties fields that this version does not know, and the JSON of
	 * those whose type is not the documented one
	 */
	public record Audience(List<Member> included, List<Member> excluded, @Nullable Reach reach,
			@JsonAnySetter Map<String, JsonNode> additionalProperties) {

		/**
		 * Create a part of a summary.
		 */
		public Audience {
			included = ResponseFields.list(included);
			excluded = ResponseFields.list(excluded);
			additionalProperties = AdditionalProperties.of(additionalProperties);
		}

		@Override
		public String toString() {
			return Description.of("Audience")
				.parts("included", this.included)
				.parts("excluded", this.excluded)
				.part("reach", this.reach)
				.toString();
		}

	}

	/**
	 * An audience or a segment of a campaign (documented).
	 *
	 * @param id the id
	 * @param name the name
	 * @param type what the id stands for
	 * @param memberCount the number of its members
	 * @param additionalProperties fields that this version does not know, and the JSON of
	 * those whose type is not the documented one
	 */
	public record Member(@Nullable String id, @Nullable String name, @Nullable AudienceType type,
			@Nullable Long memberCount, @JsonAnySetter Map<String, JsonNode> additionalProperties) {

		/**
		 * Create a part of a summary.
		 */
		public Member {
			additionalProperties = AdditionalProperties.of(additionalProperties);
		}

		@Override
		public String toString() {
			return Description.of("Member")
				.id("id", this.id)
				.part("type", this.type)
				.number("memberCount", this.memberCount)
				.toString();
		}

	}

	/**
	 * How many people a campaign reaches (documented).
	 *
	 * @param status the state of the count
	 * @param evaluatedCount the number of people that were counted
	 * @param evaluatedAt when they were counted
	 * @param isStale whether the audience has changed since
	 * @param additionalProperties fields that this version does not know, and the JSON of
	 * those whose type is not the documented one
	 */
	public record Reach(@Nullable ReachStatus status, @Nullable Long evaluatedCount, @Nullable Instant evaluatedAt,
			@Nullable Boolean isStale, @JsonAnySetter Map<String, JsonNode> additionalProperties) {

		/**
		 * Create a part of a summary.
		 */
		public Reach {
			additionalProperties = AdditionalProperties.of(additionalProperties);
		}

		@Override
		public String toString() {
			return Description.of("Reach")
				.part("status", this.status)
				.number("evaluatedCount", this.evaluatedCount)
				.time("evaluatedAt", this.evaluatedAt)
				.flag("isStale", this.isStale)
				.toString();
		}

	}

	/**
	 * The content of a campaign (documented).
	 *
	 * @param template the template
	 * @param proofStatus the state of the proof; its values are not documented
	 * @param additionalProperties fields that this version does not know, and the JSON of
	 * those whose type is not the documented one
	 */
	public record Content(@Nullable Template template, @Nullable String proofStatus,
			@JsonAnySetter Map<String, JsonNode> additionalProperties) {

		/**
		 * Create a part of a summary.
		 */
		public Content {
			additionalProperties = AdditionalProperties.of(additionalProperties);
		}

		@Override
		public String toString() {
			return Description.of("Content")
				.part("template", this.template)
				.code("proofStatus", this.proofStatus)
				.toString();
		}

	}

	/**
	 * The template of a campaign (documented).
	 *
	 * @param id the id
	 * @param name the name
	 * @param status the state; its values are not documented
	 * @param channel the channel that it is for
	 * @param additionalProperties fields that this version does not know, and the JSON of
	 * those whose type is not the documented one
	 */
	public record Template(@Nullable String id, @Nullable String name, @Nullable String status,
			@Nullable Channel channel, @JsonAnySetter Map<String, JsonNode> additionalProperties) {

		/**
		 * Create a part of a summary.
		 */
		public Template {
			additionalProperties = AdditionalProperties.of(additionalProperties);
		}

		@Override
		public String toString() {
			return Description.of("Template")
				.id("id", this.id)
				.code("status", this.status)
				.part("channel", this.channel)
				.toString();
		}

	}

	/**
	 * The latest preflight (documented).
	 *
	 * @param status its result; the values are not documented
	 * @param checks the checks; their form is not documented
	 * @param additionalProperties fields that this version does not know, and the JSON of
	 * those whose type is not the documented one
	 */
	public record LastPreflight(@Nullable String status, @Nullable JsonNode checks,
			@JsonAnySetter Map<String, JsonNode> additionalProperties) {

		/**
		 * Create a part of a summary.
		 */
		public LastPreflight {
			additionalProperties = AdditionalProperties.of(additionalProperties);
		}

		@Override
		public String toString() {
			return Description.of("LastPreflight").code("status", this.status).toString();
		}

	}

	/**
	 * The latest execution (documented).
	 *
	 * @param status its state
	 * @param lastExecutionAt when it took place
	 * @param counts the counts; their form is not documented
	 * @param additionalProperties fields that this version does not know, and the JSON of
	 * those whose type is not the documented one
	 */
	public record Execution(@Nullable ExecutionStatus status, @Nullable Instant lastExecutionAt,
			@Nullable JsonNode counts, @JsonAnySetter Map<String, JsonNode> additionalProperties) {

		/**
		 * Create a part of a summary.
		 */
		public Execution {
			additionalProperties = AdditionalProperties.of(additionalProperties);
		}

		@Override
		public String toString() {
			return Description.of("Execution")
				.part("status", this.status)
				.time("lastExecutionAt", this.lastExecutionAt)
				.toString();
		}

	}

	/**
	 * URLs of the campaign (documented).
	 *
	 * @param self the URL of the campaign
	 * @param additionalProperties fields that this version does not know, and the JSON of
	 * those whose type is not the documented one
	 */
	public record Links(@Nullable String self, @JsonAnySetter Map<String, JsonNode> additionalProperties) {

		/**
		 * Create a part of a summary.
		 */
		public Links {
			additionalProperties = AdditionalProperties.of(additionalProperties);
		}

		@Override
		public String toString() {
			return Description.of("Links").path("self", this.self).toString();
		}

	}

}
