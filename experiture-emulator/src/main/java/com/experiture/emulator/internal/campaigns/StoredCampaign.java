package com.experiture.emulator.internal.campaigns;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.EnumText;
import com.experiture.emulator.internal.protocol.Ids;
import com.experiture.emulator.internal.protocol.JsonObject;

/**
 * A campaign. Guarded by the lock of {@link CampaignStore}.
 */
public final class StoredCampaign {

	public static final String BROADCAST = "broadcast";

	private final String id;

	private final JsonObject details;

	private final Instant createdAt;

	private Instant updatedAt;

	private String authoringStatus = "draft";

	private @Nullable JsonObject audience;

	private @Nullable JsonObject content;

	private @Nullable JsonObject schedule;

	private @Nullable CampaignExecution execution;

	public StoredCampaign(JsonObject details, Instant now) {
		this(Ids.uuid(), details, now);
	}

	public StoredCampaign(String id, String name, String campaignType) {
		this(id, new JsonObject().with("campaignType", new EnumText(campaignType)).with("name", name), Instant.EPOCH);
	}

	private StoredCampaign(String id, JsonObject details, Instant now) {
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

	JsonObject details() {
		return this.details;
	}

	@Nullable JsonObject audience() {
		return this.audience;
	}

	@Nullable JsonObject content() {
		return this.content;
	}

	@Nullable JsonObject schedule() {
		return this.schedule;
	}

	@Nullable CampaignExecution execution() {
		return this.execution;
	}

	StoredCampaign audience(@Nullable JsonObject audience) {
		this.audience = audience;
		return this;
	}

	StoredCampaign content(@Nullable JsonObject content) {
		this.content = content;
		return this;
	}

	StoredCampaign schedule(@Nullable JsonObject schedule) {
		this.schedule = schedule;
		return this;
	}

	boolean isDraft() {
		return this.authoringStatus.equals("draft");
	}

	static ApiProblem notDraft() {
		return ApiProblem.campaign("NOT_DRAFT", "The campaign is no longer a draft");
	}

	StoredCampaign touch(Instant now) {
		this.updatedAt = now;
		return this;
	}

	void archive() {
		this.authoringStatus = "archived";
	}

	void publish(CampaignExecution execution) {
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
	List<JsonObject> references(String group) {
		return (this.audience != null) ? this.audience.required(group, List.class) : List.of();
	}

	JsonObject json() {
		JsonObject json = new JsonObject().with("id", this.id);
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

	JsonObject head() {
		return new JsonObject().with("campaignId", this.id)
			.with("name", name())
			.with("campaignType", this.details.get("campaignType"))
			.with("channel", this.details.get("channel"))
			.with("authoringStatus", new EnumText(this.authoringStatus))
			.with("createdAt", this.createdAt.toString())
			.with("updatedAt", this.updatedAt.toString());
	}

}
