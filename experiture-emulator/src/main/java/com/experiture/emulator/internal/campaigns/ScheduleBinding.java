package com.experiture.emulator.internal.campaigns;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.Behaviors;
import com.experiture.emulator.internal.protocol.BeyondDocumentation;
import com.experiture.emulator.internal.protocol.BodyReader;
import com.experiture.emulator.internal.protocol.EnumText;
import com.experiture.emulator.internal.protocol.JsonObject;
import com.experiture.emulator.internal.store.Values;

/**
 * Reads the schedule that is bound to a campaign.
 */
public final class ScheduleBinding {

	private static final Set<String> ZONES = zones();

	private final Behaviors behaviors;

	public ScheduleBinding(Behaviors behaviors) {
		this.behaviors = behaviors;
	}

	/**
	 * Read a schedule.
	 * @param body the schedule
	 * @param channel the campaign's channel
	 * @param seed whether it is part of the campaign's creation; then a {@code sendAt}
	 * without a mode means mode {@code at}
	 * @return the schedule
	 */
	JsonObject read(BodyReader body, String channel, boolean seed) {
		body.only("mode", "sendAt", "batchDate", "timezone");
		String mode = mode(body, channel, seed);
		String timezone = body.optionalText("timezone");
		if (timezone != null && !ZONES.contains(timezone)) {
			throw BeyondDocumentation.TIME_ZONE
				.mark(ApiProblem.invalid("Must be an IANA time zone", body.path("timezone"), timezone));
		}
		return new JsonObject().with("mode", new EnumText(mode))
			.withIfPresent("sendAt", mode.equals("at") ? time(body, "sendAt", "timestamp", Values::isTimestamp) : null)
			.withIfPresent("batchDate",
					mode.equals("batch_on_date") ? time(body, "batchDate", "date", Values::isDate) : null)
			.with("timezone", (timezone != null) ? timezone : defaultTimezone(channel));
	}

	/**
	 * Return when a campaign with a schedule is sent.
	 * @param schedule the schedule
	 * @param now the time by the emulator's clock
	 * @return the time of sending, or the current time if the schedule names none
	 */
	static Instant startsAt(JsonObject schedule, Instant now) {
		if (schedule.get("sendAt") instanceof String sendAt) {
			return Values.instant(sendAt);
		}
		if (schedule.get("batchDate") instanceof String batchDate) {
			return LocalDate.parse(batchDate).atStartOfDay(zone(schedule.text("timezone"))).toInstant();
		}
		return now;
	}

	private String defaultTimezone(String channel) {
		ZoneId tenant = this.behaviors.tenantTimezone();
		return (channel.equals("direct_mail") && tenant != null) ? tenant.getId() : "UTC";
	}

	private static String mode(BodyReader body, String channel, boolean seed) {
		if (channel.equals("direct_mail")) {
			return body.oneOf("mode", "batch_on_date");
		}
		if (seed && !body.has("mode") && body.has("sendAt")) {
			return "at";
		}
		return body.oneOf("mode", "now", "at");
	}

	private static @Nullable Object time(BodyReader body, String name, String type, Predicate<Object> check) {
		Object value = body.raw(name);
		if (value == null || !check.test(value)) {
			ApiProblem problem = ApiProblem.invalid("Must be a " + type + " in ISO 8601", body.path(name), value);
			throw (value instanceof String && type.equals("timestamp"))
					? BeyondDocumentation.SCHEDULE_TIME.mark(problem) : problem;
		}
		return value;
	}

	// Java leaves some names of the time zone database out.
	private static Set<String> zones() {
		Set<String> zones = new HashSet<>(ZoneId.getAvailableZoneIds());
		zones.addAll(List.of("EST", "HST", "MST", "ROC"));
		return zones;
	}

	private static ZoneId zone(String timezone) {
		return ZoneId.of(timezone,
				ZoneId.SHORT_IDS.containsKey(timezone) ? ZoneId.SHORT_IDS : Map.of("ROC", "Asia/Taipei"));
	}

}
