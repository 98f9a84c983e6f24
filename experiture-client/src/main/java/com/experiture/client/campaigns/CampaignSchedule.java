package com.experiture.client.campaigns;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.error.InvalidField;
import com.experiture.client.internal.json.AdditionalProperties;
import com.experiture.client.internal.text.Description;

/**
 * When a campaign is to go out (documented). It is an intent: storing it sends nothing.
 *
 * @param mode now, at a point in time, or for direct mail in the batch of a day
 * @param sendAt the point in time, for mode {@code at} only
 * @param batchDate the day, for mode {@code batch_on_date} only
 * @param timezone the IANA name of a time zone; for {@code null} the API takes UTC, and
 * for direct mail the tenant's time zone, then UTC
 * @param additionalProperties members of an answer that this version does not know, and
 * the JSON of those that have another type than documented; never sent
 */
public record CampaignSchedule(@Nullable ScheduleMode mode, @Nullable Instant sendAt, @Nullable LocalDate batchDate,
		@Nullable String timezone, @JsonAnySetter @JsonProperty(
				access = JsonProperty.Access.WRITE_ONLY) Map<String, JsonNode> additionalProperties) {

	private static final Set<String> MORE_ZONES = Set.of("EST", "HST", "MST", "ROC");

	/**
	 * Create a schedule.
	 */
	public CampaignSchedule {
		additionalProperties = AdditionalProperties.of(additionalProperties);
	}

	/**
	 * Go out as soon as the campaign is sent. Not for direct mail.
	 * @return a schedule
	 */
	public static CampaignSchedule now() {
		return new CampaignSchedule(ScheduleMode.NOW, null, null, null, Map.of());
	}

	/**
	 * Go out at a point in time. Not for direct mail.
	 * @param sendAt the point in time
	 * @return a schedule
	 */
	public static CampaignSchedule at(Instant sendAt) {
		return new CampaignSchedule(ScheduleMode.AT, sendAt, null, null, Map.of());
	}

	/**
	 * Go out at a point in time. Not for direct mail.
	 * @param sendAt the point in time; its zone becomes the schedule's, unless it is a
	 * mere offset
	 * @return a schedule
	 */
	public static CampaignSchedule at(ZonedDateTime sendAt) {
		CampaignSchedule schedule = at(sendAt.toInstant());
		return (sendAt.getZone() instanceof ZoneOffset) ? schedule : schedule.timezone(sendAt.getZone());
	}

	/**
	 * Go out in the batch of a day. Only for direct mail.
	 * @param batchDate the day
	 * @return a schedule
	 */
	public static CampaignSchedule onDate(LocalDate batchDate) {
		return new CampaignSchedule(ScheduleMode.BATCH_ON_DATE, null, batchDate, null, Map.of());
	}

	/**
	 * Return this schedule in a time zone.
	 * @param zone a zone with an IANA name; offsets are refused when the schedule is sent
	 * @return a new schedule
	 */
	public CampaignSchedule timezone(ZoneId zone) {
		return new CampaignSchedule(this.mode, this.sendAt, this.batchDate, zone.getId(), Map.of());
	}

	/**
	 * Return what the API takes for the mode: a point in time without a mode means
	 * {@code at} (documented).
	 */
	@Nullable ScheduleMode effectiveMode() {
		return (this.mode == null && this.sendAt != null) ? ScheduleMode.AT : this.mode;
	}

	/**
	 * Check a schedule that replaces that of a campaign. Documented: schedules of
	 * campaigns, a mode must be given; only in a draft a point in time stands for it.
	 */
	public CampaignSchedule checked(String path) {
		InvalidField.unless(this.mode != null, path + "mode", "must be given");
		return checkedSeed(path);
	}

	/**
	 * Check the schedule that a campaign begins with. Documented: schedules of campaigns,
	 * {@code at} needs a point in time, {@code batch_on_date} a day, and time zones have
	 * IANA names. This client's own cautions: a time that does not belong to the mode,
	 * since the campaign would go out at another time than meant, and a time zone that
	 * the Java runtime does not know. The generic call sends both.
	 */
	CampaignSchedule checkedSeed(String path) {
		ScheduleMode mode = effectiveMode();
		boolean at = ScheduleMode.AT.equals(mode);
		boolean batch = ScheduleMode.BATCH_ON_DATE.equals(mode);
		InvalidField.unless(!at || this.sendAt != null, path + "sendAt", "must be given with mode 'at'");
		InvalidField.unless(this.sendAt == null || !(batch || ScheduleMode.NOW.equals(mode)), path + "sendAt",
				"must only be given with mode 'at'");
		InvalidField.unless(!batch || this.batchDate != null, path + "batchDate",
				"must be given with mode 'batch_on_date'");
		InvalidField.unless(this.batchDate == null || !(at || ScheduleMode.NOW.equals(mode)), path + "batchDate",
				"must only be given with mode 'batch_on_date'");
		InvalidField.unless(this.timezone == null || isZone(this.timezone), path + "timezone",
				"must be the IANA name of a time zone, such as Europe/Berlin");
		return this;
	}

	// Java leaves some names of the time zone database out.
	private static boolean isZone(String name) {
		return ZoneId.getAvailableZoneIds().contains(name) || MORE_ZONES.contains(name);
	}

	/**
	 * Check the mode. Documented: schedules of campaigns, {@code now} and {@code at} are
	 * for e-mail, SMS and push, {@code batch_on_date} is for direct mail.
	 */
	void checkChannel(String path, Channel channel) {
		ScheduleMode mode = effectiveMode();
		if (mode == null || !channel.isDocumented()) {
			return;
		}
		boolean letters = channel.equals(Channel.DIRECT_MAIL);
		boolean batch = mode.equals(ScheduleMode.BATCH_ON_DATE);
		boolean moment = mode.equals(ScheduleMode.AT) || mode.equals(ScheduleMode.NOW);
		InvalidField.unless(!(letters ? moment : batch), path + "mode",
				letters ? "must be 'batch_on_date' for direct mail" : "must be 'now' or 'at' for " + channel);
	}

	@Override
	public String toString() {
		return Description.of("CampaignSchedule")
			.part("mode", this.mode)
			.time("sendAt", this.sendAt)
			.time("batchDate", this.batchDate)
			.path("timezone", this.timezone)
			.toString();
	}

}
