package com.experiture.emulator.internal.campaigns;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import com.experiture.emulator.internal.audiences.AudienceStore;
import com.experiture.emulator.internal.protocol.EnumText;
import com.experiture.emulator.internal.protocol.JsonObject;

/**
 * Finds the reasons not to send a campaign. Of the codes only
 * {@code AUDIENCE_NOT_ASSIGNED} and {@code NO_START_NODE} are documented. It is assumed
 * that the latter means a campaign without content, as are all other codes.
 */
final class PreflightCheck {

	private final StoredCampaign campaign;

	private final List<JsonObject> issues = new ArrayList<>();

	PreflightCheck(StoredCampaign campaign, TemplateStore templates, AudienceStore audiences, Instant now) {
		this.campaign = campaign;
		JsonObject content = campaign.content();
		JsonObject schedule = campaign.schedule();
		if (campaign.audience() == null) {
			issue("blocker", "AUDIENCE_NOT_ASSIGNED", "The campaign has no audience", "audience");
		}
		Stream.of("include", "exclude")
			.flatMap((group) -> campaign.audienceIds(group).stream())
			.filter((id) -> audiences.find(id) == null)
			.findFirst()
			.ifPresent((id) -> issue("blocker", "AUDIENCE_NOT_FOUND", "An audience does not exist", "audience"));
		if (content == null || content.get("templateId") == null) {
			issue("blocker", "NO_START_NODE", "The campaign has no content to start with", "content");
		}
		else {
			checkContent(content, templates);
		}
		if (schedule == null) {
			issue("info", "SCHEDULE_NOT_SET", "The campaign can be sent, but not scheduled", "schedule");
		}
		else if (ScheduleBinding.startsAt(schedule, now).isBefore(now)) {
			issue("warning", "SCHEDULE_IN_PAST", "The time of sending has passed", "schedule");
		}
	}

	private void checkContent(JsonObject content, TemplateStore templates) {
		if (!templates.isDefined(content.text("templateId"))) {
			issue("blocker", "TEMPLATE_NOT_FOUND", "The template does not exist; add it to the emulator with"
					+ " emulator.fixtures().template(..) or in the fixtures of the container", "content");
		}
		if (this.campaign.channel().equals("email") && content.get("senderProfileId") == null) {
			issue("warning", "SENDER_PROFILE_NOT_SET", "The workspace's default sender is used", "content");
		}
	}

	boolean canPublish() {
		return count("blocker") == 0;
	}

	List<String> codes(String severity) {
		return this.issues.stream()
			.filter((issue) -> issue.get("severity") instanceof EnumText text && text.text().equals(severity))
			.map((issue) -> ((EnumText) Objects.requireNonNull(issue.get("code"))).text())
			.toList();
	}

	JsonObject json(Instant now) {
		return new JsonObject().with("journeyId", this.campaign.id())
			.with("versionId", this.campaign.id() + ":1")
			.with("canPublish", canPublish())
			.with("evaluatedAt", now.toString())
			.with("summary",
					new JsonObject().with("blockers", count("blocker"))
						.with("warnings", count("warning"))
						.with("info", count("info")))
			.with("issues", this.issues)
			.with("bindingsPreview", bindings());
	}

	private int count(String severity) {
		return codes(severity).size();
	}

	private List<JsonObject> bindings() {
		List<JsonObject> bindings = new ArrayList<>();
		this.campaign.audienceIds("include")
			.forEach((id) -> bindings.add(new JsonObject().with("type", new EnumText("audience")).with("id", id)));
		JsonObject content = this.campaign.content();
		if (content != null && content.get("templateId") != null) {
			bindings.add(new JsonObject().with("type", new EnumText("template")).with("id", content.get("templateId")));
		}
		return bindings;
	}

	private void issue(String severity, String code, String message, String binding) {
		JsonObject issue = new JsonObject().with("severity", new EnumText(severity))
			.with("code", new EnumText(code))
			.with("message", message);
		JsonObject content = this.campaign.content();
		if (binding.equals("content") && content != null) {
			issue.with("step", sendStep()).with("refs", new JsonObject().with("templateId", content.get("templateId")));
		}
		this.issues.add(issue.with("remediation", List.of(link(binding))));
	}

	// That the step is an object is documented, its fields are not.
	private JsonObject sendStep() {
		return new JsonObject().with("id", this.campaign.id() + ":send")
			.with("type", new EnumText("send"))
			.with("channel", new EnumText(this.campaign.channel()));
	}

	private JsonObject link(String binding) {
		return new JsonObject().with("type", new EnumText("link"))
			.with("label", "Set the " + binding)
			.with("href", "/campaigns/" + this.campaign.id() + "/" + binding);
	}

}
