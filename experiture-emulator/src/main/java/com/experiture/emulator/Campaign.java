package com.experiture.emulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A campaign. Guarded by the lock of {@link Campaigns}.
 */
final class Campaign {

	static final String BROADCAST = "broadcast";

	private final String id;

	private final Members details;

	private final Instant createdAt;

	private Instant updatedAt;

	private String authoringStatus = "draft";

	private @Nullable Members audience;

	private @Nullable Members content;

	private @Nullable Members schedule;

	private @Nullable Execution execution;

	Campaign(Members details, Instant now) {
		this(Ids.uuid(), details, now);
	}

	Campaign(String id, String name, String campaignType) {
		this(id, new Members().with("campaignType", new EnumText(campaignType)).with("name", name), Instant.EPOCH);
	}

	private Campaign(String id, Members details, Instant now) {
		this.id = id;
		this.details = details;
		this.createdAt = now;
		this.updatedAt = now;
	}

	boolean isBroadcast() {
		return this.details.required("campaignType", EnumText.class).text().equals(BROADCAST);
	}

	String id() {
		return this.id;
	}

	String name() {
		return this.details.text("name");
	}

	String channel() {
		return this.details.required("channel", EnumText.class).text();
	}

	String authoringStatus() {
		return this.authoringStatus;
	}

	Members details() {
		return this.details;
	}

	@Nullable Members audience() {
		return this.audience;
	}

	@Nullable Members content() {
		return this.content;
	}

	@Nullable Members schedule() {
		return this.schedule;
	}

	@Nullable Execution execution() {
		return this.execution;
	}

	Campaign audience(@Nullable Members audience) {
		this.audience = audience;
		return this;
	}

	Campaign content(@Nullable Members content) {
		this.content = content;
		return this;
	}

	Campaign schedule(@Nullable Members schedule) {
		this.schedule = schedule;
		return this;
	}

	boolean isDraft() {
		return this.authoringStatus.equals("draft");
	}

	static ApiProblem notDraft() {
		return ApiProblem.campaign("NOT_DRAFT", "The campaign is not a draft any more");
	}

	Campaign touch(Instant now) {
		this.updatedAt = now;
		return this;
	}

	void archive() {
		this.authoringStatus = "archived";
	}

	void publish(Execution execution) {
		this.authoringStatus = "published";
		this.execution = execution;
	}

	/**
	 * Return the ids of the audiences of a group.
	 * @param group {@code include} or {@code exclude}
	 * @return the ids
	 */
	List<String> audienceIds(String group) {
		return references(group).stream().map((reference) -> reference.text("audienceId")).toList();
	}

	@SuppressWarnings("unchecked")
	List<Members> references(String group) {
		return (this.audience != null) ? this.audience.required(group, List.class) : List.of();
	}

	Members json() {
		Members json = new Members().with("id", this.id);
		json.putAll(this.details);
		return json.with("tags", tags())
			.with("authoringStatus", new EnumText(this.authoringStatus))
			.with("audience", this.audience)
			.with("content", this.content)
			.with("schedule", this.schedule)
			.with("createdAt", this.createdAt.toString())
			.with("updatedAt", this.updatedAt.toString());
	}

	// The category is one of the tags (documented).
	private List<Object> tags() {
		List<?> given = this.details.required("tags", List.class);
		List<Object> tags = new ArrayList<>(given);
		String category = this.details.text("category");
		if (!tags.contains(category)) {
			tags.add(category);
		}
		return tags;
	}

	Members head() {
		return new Members().with("campaignId", this.id)
			.with("name", name())
			.with("campaignType", this.details.get("campaignType"))
			.with("channel", this.details.get("channel"))
			.with("authoringStatus", new EnumText(this.authoringStatus))
			.with("createdAt", this.createdAt.toString())
			.with("updatedAt", this.updatedAt.toString());
	}

}
