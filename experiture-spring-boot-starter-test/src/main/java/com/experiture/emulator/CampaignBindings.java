package com.experiture.emulator;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Reads what can be bound to a campaign: audience, content and schedule.
 */
final class CampaignBindings {

	private final Map<String, Template> templates = new ConcurrentHashMap<>();

	void add(Template template) {
		this.templates.put(template.id(), template);
	}

	void clear() {
		this.templates.clear();
	}

	boolean isDefined(String templateId) {
		return this.templates.containsKey(templateId);
	}

	/**
	 * Return a template. One that no test has defined can be bound, as if it were
	 * published and made for whatever channel it is used in; the preflight finds it.
	 * @param id the template's id
	 * @param channel the campaign's channel
	 * @return the template
	 */
	Template template(String id, String channel) {
		return this.templates.getOrDefault(id, new Template(id, id, channel, true));
	}

	static Members audience(Input body) {
		body.only("include", "exclude");
		return new Members().with("include", references(body, "include", 1))
			.with("exclude", references(body, "exclude", 0));
	}

	Members content(Input body, String channel) {
		body.only("templateId", "senderProfileId", "subjectLine");
		Template template = template(body.text("templateId", 1, 255), channel);
		if (!template.published()) {
			throw ApiProblem.campaign("TEMPLATE_NOT_PUBLISHED", "The template is not published");
		}
		if (!template.channel().equals(channel)) {
			throw ApiProblem.invalid("The template is made for another channel", body.path("templateId"),
					template.id());
		}
		if (body.has("subjectLine") && !channel.equals("email")) {
			throw ApiProblem.invalid("Only emails have a subject line", body.path("subjectLine"));
		}
		return new Members().with("templateId", template.id())
			.withIfPresent("senderProfileId", body.optionalText("senderProfileId", 1, 255))
			.withIfPresent("subjectLine", body.optionalText("subjectLine", 1, 998));
	}

	/**
	 * Read a schedule.
	 * @param body the schedule
	 * @param channel the campaign's channel
	 * @param seed whether it came with the campaign's creation, where a {@code sendAt}
	 * alone means mode {@code at}
	 * @return the schedule
	 */
	static Members schedule(Input body, String channel, boolean seed) {
		body.only("mode", "sendAt", "batchDate", "timezone");
		String mode = mode(body, channel, seed);
		String timezone = body.optionalText("timezone", 1, 64);
		if (timezone != null && !ZoneId.getAvailableZoneIds().contains(timezone)) {
			throw ApiProblem.invalid("Must be an IANA time zone", body.path("timezone"), timezone);
		}
		return new Members().with("mode", new EnumText(mode))
			.withIfPresent("sendAt", mode.equals("at") ? moment(body, "sendAt", FieldType.TIMESTAMP) : null)
			.withIfPresent("batchDate", mode.equals("batch_on_date") ? moment(body, "batchDate", FieldType.DATE) : null)
			.with("timezone", (timezone != null) ? timezone : "UTC");
	}

	private static String mode(Input body, String channel, boolean seed) {
		if (channel.equals("direct_mail")) {
			return body.oneOf("mode", "batch_on_date");
		}
		if (seed && !body.has("mode") && body.has("sendAt")) {
			return "at";
		}
		return body.oneOf("mode", "now", "at");
	}

	private static @Nullable Object moment(Input body, String name, FieldType type) {
		Object value = body.raw(name);
		if (value == null || !type.accepts(value)) {
			throw ApiProblem.invalid("Must be a " + type.id() + " in ISO 8601", body.path(name), value);
		}
		return value;
	}

	private static List<Members> references(Input body, String name, int minimum) {
		List<?> entries = body.list(name, minimum, 25);
		List<Members> references = new ArrayList<>();
		for (int i = 0; i < entries.size(); i++) {
			Input entry = Input.nested(entries.get(i), body.path(name) + "[" + i + "]").only("audienceId", "type");
			references.add(new Members().with("audienceId", uuid(entry, "audienceId"))
				.with("type", new EnumText(entry.oneOf("type", "audience", "segment"))));
		}
		return references;
	}

	private static String uuid(Input body, String name) {
		String text = body.text(name, 36, 36);
		try {
			return UUID.fromString(text).toString();
		}
		catch (IllegalArgumentException ex) {
			throw ApiProblem.invalid("Must be a UUID", body.path(name), text);
		}
	}

}
