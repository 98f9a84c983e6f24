package com.experiture.emulator.internal.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A rejection, thrown where the reason is found and sent in the documented error
 * envelope. Its message never contains a value of the request: the value goes into
 * {@code details}, as documented, and nowhere else.
 */
public final class ApiProblem extends RuntimeException {

	private final int status;

	private final String code;

	private final @Nullable JsonObject details;

	private final @Nullable String remediation;

	private ApiProblem(int status, String code, String message, @Nullable JsonObject details,
			@Nullable String remediation) {
		super(message, null, false, false);
		this.status = status;
		this.code = code;
		this.details = details;
		this.remediation = remediation;
	}

	public static ApiProblem of(int status, String code, String message) {
		return new ApiProblem(status, code, message, null, null);
	}

	public static ApiProblem invalid(String message, @Nullable String path) {
		JsonObject details = (path != null) ? new JsonObject().with("path", path) : null;
		return new ApiProblem(400, ProblemCodes.REQUEST_INVALID, message, details, null);
	}

	public static ApiProblem invalid(String message, String path, @Nullable Object value) {
		return new ApiProblem(400, ProblemCodes.REQUEST_INVALID, message,
				new JsonObject().with("path", path).with("value", value),
				"Correct the value and send the request again.");
	}

	public static ApiProblem tooLarge() {
		return new ApiProblem(413, ProblemCodes.REQUEST_INVALID, "The body is larger than 10 MB", null,
				"Send fewer records at a time.");
	}

	public static ApiProblem unknownField(String path, String objectName) {
		return new ApiProblem(422, ProblemCodes.REQUEST_SCHEMA, "The field is not part of the schema of " + objectName,
				new JsonObject().with("path", path), addField(objectName));
	}

	/**
	 * Reject to import a column.
	 * @param path the path of the field's name
	 * @param field the field that the object does not have
	 * @param objectName the object
	 * @return the rejection
	 */
	public static ApiProblem unknownTargetField(String path, String field, String objectName) {
		return new ApiProblem(422, ProblemCodes.REQUEST_SCHEMA,
				"The object " + objectName + " has no field for a column",
				new JsonObject().with("path", path).with("value", field), addField(objectName));
	}

	public static ApiProblem notFound(String message) {
		return of(404, ProblemCodes.NOT_FOUND, message);
	}

	public static ApiProblem unknownObject() {
		return new ApiProblem(404, ProblemCodes.NOT_FOUND, "The workspace has no such object", null,
				"Correct the name, or add the object to the emulator: an ExperitureEmulatorCustomizer with"
						+ " builder.object(CdpObject.of(..)).");
	}

	public static ApiProblem unauthorized(String code, String message) {
		return new ApiProblem(401, "CDP_ETL.AUTH." + code, message, null,
				"Request a new access token and send the request again.");
	}

	public static ApiProblem forbidden(String scope) {
		return new ApiProblem(403, ProblemCodes.FORBIDDEN, "The token lacks the scope " + scope,
				new JsonObject().with("requiredScope", scope), "Grant the scope to the API client.");
	}

	/**
	 * Reject a call of the campaigns family that the campaign's state does not allow.
	 * Apart from {@code NOT_DRAFT} only the last part of these codes is documented.
	 * @param shortCode the last part of the code
	 * @param message the reason
	 * @return the rejection
	 */
	public static ApiProblem campaign(String shortCode, String message) {
		return of(409, "JOURNEY_API.PUBLIC.CAMPAIGNS." + shortCode, message);
	}

	public static ApiProblem unknownCampaign() {
		return of(404, "JOURNEY_API.PUBLIC.CAMPAIGNS.NOT_FOUND", "There is no such campaign");
	}

	// Short enough for the excerpts of clients.
	private static String addField(String objectName) {
		return "Correct the name, or add the field to the emulator: an ExperitureEmulatorCustomizer with "
				+ switch (objectName) {
					case "profiles" -> "builder.object(CdpObject.profiles().field(..)).";
					case "orders" -> "builder.object(CdpObject.orders().field(..)).";
					default -> "builder.object(..).";
				};
	}

	/**
	 * Return the same rejection with one more detail.
	 * @param name the name of the detail
	 * @param value the detail
	 * @param note what to add to the remediation
	 * @return the changed rejection
	 */
	ApiProblem with(String name, Object value, String note) {
		JsonObject changed = new JsonObject();
		if (this.details != null) {
			changed.putAll(this.details);
		}
		return new ApiProblem(this.status, this.code, String.valueOf(getMessage()), changed.with(name, value),
				(this.remediation != null) ? this.remediation + " " + note : note);
	}

	public int status() {
		return this.status;
	}

	public String code() {
		return this.code;
	}

	/**
	 * Return where in the request the reason is.
	 * @return the path, or {@code null} if there is none
	 */
	public @Nullable String path() {
		return (this.details != null && this.details.get("path") instanceof String path) ? path : null;
	}

	public JsonObject body() {
		return new JsonObject().with("code", this.code)
			.with("message", getMessage())
			.withIfPresent("details", this.details)
			.withIfPresent("remediation", this.remediation);
	}

}
