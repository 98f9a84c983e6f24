package com.experiture.emulator;

import org.jspecify.annotations.Nullable;

/**
 * A refusal, thrown by whatever part finds the reason and answered in the documented
 * error envelope. Its message never holds a value of the request: the offending value
 * goes into {@code details}, as documented, and nowhere else.
 */
final class ApiProblem extends RuntimeException {

	static final String REQUEST_INVALID = "CDP_ETL.VALIDATION.REQUEST_INVALID";

	static final String REQUEST_SCHEMA = "CDP_ETL.VALIDATION.REQUEST_SCHEMA";

	static final String NOT_FOUND = "CDP_ETL.NOT_FOUND";

	private final int status;

	private final String code;

	private final @Nullable Members details;

	private final @Nullable String remediation;

	ApiProblem(int status, String code, String message, @Nullable Members details, @Nullable String remediation) {
		super(message, null, false, false);
		this.status = status;
		this.code = code;
		this.details = details;
		this.remediation = remediation;
	}

	static ApiProblem invalid(String message, @Nullable String path) {
		Members details = (path != null) ? new Members().with("path", path) : null;
		return new ApiProblem(400, REQUEST_INVALID, message, details, null);
	}

	static ApiProblem invalid(String message, String path, @Nullable Object value) {
		Members details = new Members().with("path", path).with("value", value);
		return new ApiProblem(400, REQUEST_INVALID, message, details, "Correct the value and send the request again.");
	}

	static ApiProblem unknownField(String path, String objectName) {
		return new ApiProblem(422, REQUEST_SCHEMA, "The field is not part of the schema of " + objectName,
				new Members().with("path", path), addField(objectName));
	}

	static ApiProblem noObject() {
		return new ApiProblem(404, NOT_FOUND, "The workspace has no such object", null, "Correct the name, or add the"
				+ " object to the emulator: an ExperitureEmulatorCustomizer with builder.object(CdpObject.of(..)).");
	}

	// Short enough for the excerpts of clients.
	static String addField(String objectName) {
		return "Correct the name, or add the field to the emulator: an ExperitureEmulatorCustomizer with "
				+ switch (objectName) {
					case "profiles" -> "builder.object(CdpObject.profiles().field(..)).";
					case "orders" -> "builder.object(CdpObject.orders().field(..)).";
					default -> "builder.object(..).";
				};
	}

	static ApiProblem notFound(String message) {
		return new ApiProblem(404, NOT_FOUND, message, null, null);
	}

	static ApiProblem unauthorized(String code, String message) {
		return new ApiProblem(401, "CDP_ETL.AUTH." + code, message, null,
				"Request a new access token and send the request again.");
	}

	static ApiProblem forbidden(String scope) {
		return new ApiProblem(403, "CDP_ETL.AUTH.FORBIDDEN", "The token lacks the scope " + scope,
				new Members().with("requiredScope", scope), "Grant the scope to the API client.");
	}

	/**
	 * Refuse a call of the campaigns family that the campaign's state does not allow.
	 * Apart from {@code NOT_DRAFT} only the last part of these codes is documented.
	 * @param shortCode the last part of the code
	 * @param message what is wrong
	 * @return the refusal
	 */
	static ApiProblem campaign(String shortCode, String message) {
		return new ApiProblem(409, "JOURNEY_API.PUBLIC.CAMPAIGNS." + shortCode, message, null, null);
	}

	static ApiProblem noCampaign() {
		return new ApiProblem(404, "JOURNEY_API.PUBLIC.CAMPAIGNS.NOT_FOUND", "There is no such campaign", null, null);
	}

	/**
	 * Mark a refusal that the documentation does not state.
	 * @param mark what is refused
	 * @return the same refusal, which names the mark
	 */
	ApiProblem beyond(BeyondDocumentation mark) {
		Members details = new Members();
		if (this.details != null) {
			details.putAll(this.details);
		}
		String note = "The emulator refuses this, the documentation does not say that the API does (" + mark + ").";
		return new ApiProblem(this.status, this.code, String.valueOf(getMessage()),
				details.with("beyondDocumentation", mark.name()),
				(this.remediation != null) ? this.remediation + " " + note : note);
	}

	int status() {
		return this.status;
	}

	String code() {
		return this.code;
	}

	/**
	 * Return where in the request the reason is.
	 * @return the path, or {@code null} if there is none
	 */
	@Nullable String path() {
		return (this.details != null && this.details.get("path") instanceof String path) ? path : null;
	}

	Members body() {
		return new Members().with("code", this.code)
			.with("message", getMessage())
			.withIfPresent("details", this.details)
			.withIfPresent("remediation", this.remediation);
	}

}
