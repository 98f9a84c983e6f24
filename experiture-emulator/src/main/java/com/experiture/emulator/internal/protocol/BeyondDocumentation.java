package com.experiture.emulator.internal.protocol;

/**
 * What the emulator rejects although the documentation does not say that the API does.
 * Each of these rejections has a mark; a rejection without a mark is documented. The
 * testing guide lists the marks, and the error names its mark in
 * {@code details.beyondDocumentation} and in the remediation.
 */
public enum BeyondDocumentation {

	/** See {@link #text()}. */
	UNKNOWN_CALL("A method and path that are none of the 38 calls"),

	/** See {@link #text()}. */
	BODY_SIZE("A body of more than 10,000,000 bytes; 10 MB can also mean 10,485,760"),

	/** See {@link #text()}. */
	IDEMPOTENCY_KEY_REUSED("An idempotency key that comes back with another request"),

	/** See {@link #text()}. */
	UNKNOWN_FIELD("A field that the documentation does not list, in bodies that it lists in full"),

	/** See {@link #text()}. */
	PAGE_SIZE("Pages of more than 1,000 entries"),

	/** See {@link #text()}. */
	NO_PRIMARY_KEY("An upsert without a match key into an object without identity keys"),

	/** See {@link #text()}. */
	FILE_NAME("A file for an import whose name ends neither in csv, jsonl, ndjson nor parquet"),

	/** See {@link #text()}. */
	FILE_SIZE("An empty file for an import"),

	/** See {@link #text()}. */
	NAME_OF_IMPORT("An empty name of the list or audience that an import creates, or one of more than 200 characters"),

	/** See {@link #text()}. */
	UPLOAD_REQUEST("An upload with an access token, a correlation id, an idempotency key or a cookie, of another length"
			+ " than the job's fileSize, without a Content-Length, or of CSV that is not text/csv"),

	/** See {@link #text()}. */
	IMPORT_STEP("A second mapping or a second start of an import job"),

	/** See {@link #text()}. */
	IMPORT_MAPPING("A mapping of another form than the assumed one"),

	/** See {@link #text()}. */
	DUPLICATE_LIST_NAME("The name of another list, if settings().uniqueListNames(true)"),

	/** See {@link #text()}. */
	LIST_CHANGE("A change of a list that is empty or of another form than its creation"),

	/** See {@link #text()}. */
	LIST_MEMBERS(
			"Members of lists: no key, a key that is blank or no text, more than 10,000 keys, another normalization mode than"
					+ " email_lower_trim, record ids beside contact keys"),

	/** See {@link #text()}. */
	CAMPAIGN_CHANGE("A change of a campaign that is empty or of another form than its creation"),

	/** See {@link #text()}. */
	CAMPAIGN_CLONE("The name of a clone that is not a text of 1 to 255 characters"),

	/** See {@link #text()}. */
	CAMPAIGN_STATE("Changing, scheduling or sending a campaign that is not a draft"),

	/** See {@link #text()}. */
	TIME_ZONE("A time zone that the time zone data of the Java runtime does not know"),

	/** See {@link #text()}. */
	SCHEDULE_TIME("The sendAt of a schedule without a zone or an offset"),

	/** See {@link #text()}. */
	SCHEDULE_MISSING("Scheduling a campaign without a schedule"),

	/** See {@link #text()}. */
	PREFLIGHT_BLOCKED("Scheduling or sending a campaign whose preflight has blockers");

	private final String text;

	BeyondDocumentation(String text) {
		this.text = text;
	}

	/**
	 * Return what is rejected.
	 * @return the text, as in the testing guide
	 */
	String text() {
		return this.text;
	}

	/**
	 * Mark a rejection.
	 * @param problem the rejection
	 * @return the same rejection, which names this mark
	 */
	public ApiProblem mark(ApiProblem problem) {
		return problem.with("beyondDocumentation", name(),
				"The emulator refuses this, the documentation does not say that the API does (" + this + ").");
	}

}
