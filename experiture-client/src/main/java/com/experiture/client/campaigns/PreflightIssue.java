package com.experiture.client.campaigns;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.AdditionalProperties;
import com.experiture.client.internal.json.ResponseFields;
import com.experiture.client.internal.text.Description;

/**
 * An issue that a preflight found (documented).
 *
 * @param severity its severity
 * @param code the code, such as {@code AUDIENCE_NOT_ASSIGNED} or {@code NO_START_NODE};
 * more codes exist
 * @param message the message for people; it can quote anything, so it is not part of
 * {@link #toString()}
 * @param step the step of the campaign's journey that it belongs to: an object whose
 * fields are not documented; {@code null} if the API names none
 * @param refs the objects that it concerns
 * @param remediation where it can be resolved, empty if the API names no place
 * @param additionalProperties fields that this version does not know, and the JSON of
 * those whose type is not the documented one
 */
public record PreflightIssue(@Nullable IssueSeverity severity, @Nullable String code, @Nullable String message,
		@Nullable JsonNode step, @Nullable Refs refs, List<Remediation> remediation,
		@JsonAnySetter Map<String, JsonNode> additionalProperties) {

	/**
	 * Create an issue.
	 */
	public PreflightIssue {
		remediation = ResponseFields.list(remediation);
		additionalProperties = AdditionalProperties.of(additionalProperties);
	}

	@Override
	public String toString() {
		return Description.of("PreflightIssue").part("severity", this.severity).code("code", this.code).toString();
	}

	/**
	 * The objects that an issue concerns (documented).
	 *
	 * @param templateId the template
	 * @param senderProfileId the sender profile
	 * @param manifestId the manifest
	 * @param additionalProperties fields that this version does not know, and the JSON of
	 * those whose type is not the documented one
	 */
	public record Refs(@Nullable String templateId, @Nullable String senderProfileId, @Nullable String manifestId,
			@JsonAnySetter Map<String, JsonNode> additionalProperties) {

		/**
		 * Create references.
		 */
		public Refs {
			additionalProperties = AdditionalProperties.of(additionalProperties);
		}

		@Override
		public String toString() {
			return Description.of("Refs")
				.id("templateId", this.templateId)
				.id("senderProfileId", this.senderProfileId)
				.id("manifestId", this.manifestId)
				.toString();
		}

	}

	/**
	 * A place where an issue can be resolved (documented).
	 *
	 * @param type the type of the place; its values are not documented
	 * @param label the name of the place
	 * @param href its URL
	 * @param additionalProperties fields that this version does not know, and the JSON of
	 * those whose type is not the documented one
	 */
	public record Remediation(@Nullable String type, @Nullable String label, @Nullable String href,
			@JsonAnySetter Map<String, JsonNode> additionalProperties) {

		/**
		 * Create a place.
		 */
		public Remediation {
			additionalProperties = AdditionalProperties.of(additionalProperties);
		}

		@Override
		public String toString() {
			return Description.of("Remediation").code("type", this.type).toString();
		}

	}

}
