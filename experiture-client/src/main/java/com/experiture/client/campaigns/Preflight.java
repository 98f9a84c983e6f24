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
 * What stands in the way of sending a campaign (documented).
 *
 * @param journeyId the campaign as the sending side knows it
 * @param versionId the version of the campaign that was looked at
 * @param canPublish whether the API would publish it; see {@link #allowsSending()}
 * @param evaluatedAt when it was looked at
 * @param summary how many issues there are of each severity
 * @param issues the issues, empty where there are none
 * @param bindingsPreview the campaign's bindings; their members are not documented
 * @param additionalProperties members that this version does not know, and the JSON of
 * those that have another type than documented
 */
public record Preflight(@Nullable String journeyId, @Nullable String versionId, boolean canPublish,
		@Nullable Instant evaluatedAt, @Nullable Summary summary, List<PreflightIssue> issues,
		List<JsonNode> bindingsPreview, @JsonAnySetter Map<String, JsonNode> additionalProperties) {

	/**
	 * Create a result.
	 */
	public Preflight {
		issues = ResponseFields.list(issues);
		bindingsPreview = ResponseFields.list(bindingsPreview);
		additionalProperties = AdditionalProperties.of(additionalProperties);
	}

	/**
	 * Return whether nothing stands in the way: the API would publish, it counts no
	 * blocker, and it lists none. A result that does not count, or whose issues cannot be
	 * read, is not trusted.
	 * @return whether the campaign may be sent
	 */
	public boolean allowsSending() {
		return this.canPublish && this.summary != null && Long.valueOf(0).equals(this.summary.blockers())
				&& blockers().isEmpty() && !this.additionalProperties.containsKey("issues");
	}

	/**
	 * Return the issues that stand in the way.
	 * @return the issues of severity {@code blocker}
	 */
	public List<PreflightIssue> blockers() {
		return this.issues.stream().filter((issue) -> IssueSeverity.BLOCKER.equals(issue.severity())).toList();
	}

	// What the bindings hold is not documented.
	@Override
	public String toString() {
		return Description.of("Preflight")
			.id("journeyId", this.journeyId)
			.id("versionId", this.versionId)
			.flag("canPublish", this.canPublish)
			.part("summary", this.summary)
			.parts("issues", this.issues)
			.toString();
	}

	/**
	 * How many issues there are (documented).
	 *
	 * @param blockers how many stand in the way of sending
	 * @param warnings how many do not, but look wrong
	 * @param info how many are only to be known
	 * @param additionalProperties members that this version does not know, and the JSON
	 * of those that have another type than documented
	 */
	public record Summary(@Nullable Long blockers, @Nullable Long warnings, @Nullable Long info,
			@JsonAnySetter Map<String, JsonNode> additionalProperties) {

		/**
		 * Create a summary.
		 */
		public Summary {
			additionalProperties = AdditionalProperties.of(additionalProperties);
		}

		@Override
		public String toString() {
			return Description.of("Summary")
				.number("blockers", this.blockers)
				.number("warnings", this.warnings)
				.number("info", this.info)
				.toString();
		}

	}

}
