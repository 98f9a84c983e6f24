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
 * The result of the check whether a campaign can be sent (documented).
 *
 * @param journeyId the id of the journey of the campaign
 * @param versionId the version of the campaign that was checked
 * @param canPublish whether the API would publish it; see {@link #allowsSending()}
 * @param evaluatedAt when it was checked
 * @param summary how many issues there are of each severity
 * @param issues the issues, empty if there are none
 * @param bindingsPreview the campaign's bindings; their fields are not documented
 * @param additionalProperties fields that this version does not know, and the JSON of
 * those whose type is not the documented one
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
	 * Return whether there is no blocker: the API would publish the campaign, counts no
	 * blocker and lists none. A result without counts, or whose issues cannot be read,
	 * counts as a blocker.
	 * @return whether the campaign can be sent
	 */
	public boolean allowsSending() {
		return this.canPublish && this.summary != null && Long.valueOf(0).equals(this.summary.blockers())
				&& blockers().isEmpty() && !this.additionalProperties.containsKey("issues");
	}

	/**
	 * Return the blockers.
	 * @return the issues of severity {@code blocker}
	 */
	public List<PreflightIssue> blockers() {
		return this.issues.stream().filter((issue) -> IssueSeverity.BLOCKER.equals(issue.severity())).toList();
	}

	// The content of the bindings is not documented.
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
	 * @param blockers the number of issues that prevent sending
	 * @param warnings the number of probable mistakes
	 * @param info the number of notices
	 * @param additionalProperties fields that this version does not know, and the JSON of
	 * those whose type is not the documented one
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
