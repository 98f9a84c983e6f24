package com.experiture.emulator;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Reads what can be bound to a campaign: audience, content and schedule.
 */
final class CampaignBindings {

	private static final Set<String> ZONES = zones();

	private final Map<String, Template> templates = new ConcurrentHashMap<>();

	private final EmulatorSettings settings;

	CampaignBindings(EmulatorSettings settings) {
		this.settings = settings;
	}

	// Java leaves some names of the time zone database out.
	private static Set<String> zones() {
		Set<String> zones = new HashSet<>(ZoneId.getAvailableZoneIds());
		zones.addAll(List.of("EST", "HST", "MST", "ROC"));
		return zones;
	}

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

	/**
	 * Read a content.
	 * @param body the content
	 * @param channel the campaign's channel
	 * @param seed whether it came with the campaign's creation, where the template may be
	 * missing
	 * @return the content
	 */
	Members content(Input body, String channel, boolean seed) {
		body.only("templateId", "senderProfileId", "subjectLine");
		Members content = new Members();
		if (!seed || body.has("templateId")) {
			content.with("templateId", template(body, channel).id());
		}
		// Only e-mails have a subject line; elsewhere it is ignored (documented).
		return content.withIfPresent("senderProfileId", body.optionalText("senderProfileId"))
			.withIfPresent("subjectLine", channel.equals("email") ? body.optionalText("subjectLine") : null);
	}

	private Template template(Input body, String channel) {
		Template template = template(body.text("templateId", 1, Integer.MAX_VALUE), channel);
		if (!template.published()) {
			throw ApiProblem.campaign("TEMPLATE_NOT_PUBLISHED", "The template is not published");
		}
		if (!template.channel().equals(channel)) {
			throw ApiProblem.invalid("The template is made for another channel", body.path("templateId"),
					template.id());
		}
		return template;
	}

	/**
	 * Read a schedule.
	 * @param body the schedule
	 * @param channel the campaign's channel
	 * @param seed whether it came with the campaign's creation, where a {@code sendAt}
	 * alone means mode {@code at}
	 * @return the schedule
	 */
	Members schedule(Input body, String channel, boolean seed) {
		body.only("mode", "sendAt", "batchDate", "timezone");
		String mode = mode(body, channel, seed);
		String timezone = body.optionalText("timezone");
		if (timezone != null && !ZONES.contains(timezone)) {
			throw BeyondDocumentation.TIME_ZONE
				.mark(ApiProblem.invalid("Must be an IANA time zone", body.path("timezone"), timezone));
		}
		return new Members().with("mode", new EnumText(mode))
			.withIfPresent("sendAt", mode.equals("at") ? moment(body, "sendAt", FieldType.TIMESTAMP) : null)
			.withIfPresent("batchDate", mode.equals("batch_on_date") ? moment(body, "batchDate", FieldType.DATE) : null)
			.with("timezone", (timezone != null) ? timezone : defaultTimezone(channel));
	}

	private String defaultTimezone(String channel) {
		ZoneId tenant = this.settings.tenantTimezone();
		return (channel.equals("direct_mail") && tenant != null) ? tenant.getId() : "UTC";
	}

	/**
	 * Return the zone of a schedule.
	 * @param timezone the name, as a schedule has it
	 * @return the zone
	 */
	static ZoneId zone(String timezone) {
		return ZoneId.of(timezone,
				ZoneId.SHORT_IDS.containsKey(timezone) ? ZoneId.SHORT_IDS : Map.of("ROC", "Asia/Taipei"));
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
			ApiProblem problem = ApiProblem.invalid("Must be a " + type.id() + " in ISO 8601", body.path(name), value);
			throw (value instanceof String && type == FieldType.TIMESTAMP)
					? BeyondDocumentation.SCHEDULE_TIME.mark(problem) : problem;
		}
		return value;
	}

	private static List<Members> references(Input body, String name, int minimum) {
		List<?> entries = body.list(name, minimum, 25);
		List<Members> references = new ArrayList<>();
		for (int i = 0; i < entries.size(); i++) {
			Input entry = body.nested(entries.get(i), body.path(name) + "[" + i + "]").only("audienceId", "type");
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
