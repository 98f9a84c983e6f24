package com.experiture.client.campaigns;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import com.experiture.client.internal.json.AdditionalProperties;
import com.experiture.client.internal.text.Description;

/**
 * When a campaign is to be sent (documented). Storing a schedule sends nothing.
 *
 * @param mode now, at a point in time, or for direct mail in the batch of a day
 * @param sendAt the point in time, for mode {@code at} only
 * @param batchDate the day, for mode {@code batch_on_date} only
 * @param timezone the IANA name of a time zone; {@code null} means UTC, and for direct
 * mail the tenant's time zone, then UTC
 * @param additionalProperties fields of a response that this version does not know, and
 * the JSON of those whose type is not the documented one; never sent
 */
public record CampaignSchedule(@Nullable ScheduleMode mode, @Nullable Instant sendAt, @Nullable LocalDate batchDate,
		@Nullable String timezone, @JsonAnySetter @JsonProperty(
				access = JsonProperty.Access.WRITE_ONLY) Map<String, JsonNode> additionalProperties) {

	/**
	 * Create a schedule.
	 */
	public CampaignSchedule {
		additionalProperties = AdditionalProperties.of(additionalProperties);
	}

	/**
	 * Send the messages as soon as the campaign is sent. Not for direct mail.
	 * @return a schedule
	 */
	public static CampaignSchedule now() {
		return new CampaignSchedule(ScheduleMode.NOW, null, null, null, Map.of());
	}

	/**
	 * Send the messages at a point in time. Not for direct mail.
	 * @param sendAt the point in time
	 * @return a schedule
	 */
	public static CampaignSchedule at(Instant sendAt) {
		return new CampaignSchedule(ScheduleMode.AT, sendAt, null, null, Map.of());
	}

	/**
	 * Send the messages at a point in time. Not for direct mail.
	 * @param sendAt the point in time; its zone becomes the schedule's, unless it is only
	 * an offset
	 * @return a schedule
	 */
	public static CampaignSchedule at(ZonedDateTime sendAt) {
		CampaignSchedule schedule = at(sendAt.toInstant());
		return (sendAt.getZone() instanceof ZoneOffset) ? schedule : schedule.timezone(sendAt.getZone());
	}

	/**
	 * Send the letters in the batch of a day. Only for direct mail.
	 * @param batchDate the day
	 * @return a schedule
	 */
	public static CampaignSchedule onDate(LocalDate batchDate) {
		return new CampaignSchedule(ScheduleMode.BATCH_ON_DATE, null, batchDate, null, Map.of());
	}

	/**
	 * Return this schedule in a time zone.
	 * @param zone a zone with an IANA name; offsets are rejected when the schedule is
	 * sent
	 * @return a new schedule
	 */
	public CampaignSchedule timezone(ZoneId zone) {
		return new CampaignSchedule(this.mode, this.sendAt, this.batchDate, zone.getId(), Map.of());
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
