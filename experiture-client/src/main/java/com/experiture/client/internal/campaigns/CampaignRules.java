package com.experiture.client.internal.campaigns;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.experiture.client.campaigns.AudienceRef;
import com.experiture.client.campaigns.CampaignAudience;
import com.experiture.client.campaigns.CampaignContent;
import com.experiture.client.campaigns.CampaignDraft;
import com.experiture.client.campaigns.CampaignSchedule;
import com.experiture.client.campaigns.CampaignUpdate;
import com.experiture.client.campaigns.Channel;
import com.experiture.client.campaigns.ScheduleMode;
import com.experiture.client.internal.rules.InvalidField;

/**
 * Checks the bodies of campaign requests before they are sent. Each check names the field
 * that breaks a rule by its path.
 */
final class CampaignRules {

	private static final int MAX_NAME_LENGTH = 255;

	private static final int MAX_TAGS = 25;

	private static final int MAX_TAG_LENGTH = 100;

	// Java leaves these names of the time zone database out.
	private static final Set<String> MORE_ZONES = Set.of("EST", "HST", "MST", "ROC");

	private static final Set<Channel> CHANNELS = Set.of(Channel.EMAIL, Channel.SMS, Channel.PUSH, Channel.DIRECT_MAIL);

	private CampaignRules() {
	}

	/**
	 * Check a draft. Documented: creation of campaigns, type, name and channel must be
	 * given. The API validates the type {@code journey}, and types and channels that this
	 * version does not know.
	 * @param path what precedes the names of fields, such as {@code draft.}, or empty
	 */
	static CampaignDraft check(String path, CampaignDraft draft) {
		InvalidField.unless(draft.campaignType() != null && !draft.campaignType().isBlank(), path + "campaignType",
				"must be given");
		checkName(path + "name", draft.name());
		InvalidField.unless(draft.channel() != null && !draft.channel().value().isBlank(), path + "channel",
				"must be given");
		if (draft.tags() != null) {
			checkTags(path + "tags", draft.tags());
		}
		if (draft.content() != null) {
			checkInitial(path + "content.", draft.content());
		}
		if (draft.audience() != null) {
			check(path + "audience.", draft.audience());
		}
		if (draft.schedule() != null) {
			checkInitial(path + "schedule.", draft.schedule());
			checkChannel(path + "schedule.", draft.schedule(), draft.channel());
		}
		return draft;
	}

	/**
	 * Check an update: the rules of creation (documented), and this client's own caution
	 * that something changes. {@code update(id, Object)} sends any body.
	 */
	static CampaignUpdate check(CampaignUpdate update) {
		InvalidField.unless(!update.fields().isEmpty(), "body", "must change something");
		if (update.fields().containsKey("name")) {
			checkName("name", (update.fields().get("name") instanceof String name) ? name : null);
		}
		if (update.fields().get("tags") instanceof List<?> tags) {
			checkTags("tags", tags);
		}
		return update;
	}

	/**
	 * Check a name. Documented: creation of campaigns, 1 to 255 characters.
	 */
	static void checkName(String path, @Nullable String name) {
		InvalidField.unless(name != null && !name.isEmpty() && length(name) <= MAX_NAME_LENGTH, path,
				"must have 1 to " + MAX_NAME_LENGTH + " characters");
	}

	/**
	 * Check tags. Documented: creation of campaigns, at most 25 of at most 100
	 * characters.
	 */
	private static void checkTags(String path, List<?> tags) {
		InvalidField.unless(tags.size() <= MAX_TAGS, path,
				"holds " + tags.size() + " tags, the API accepts at most " + MAX_TAGS);
		for (int i = 0; i < tags.size(); i++) {
			InvalidField.unless(tags.get(i) instanceof String tag && length(tag) <= MAX_TAG_LENGTH,
					path + "[" + i + "]", "must be a text of at most " + MAX_TAG_LENGTH + " characters");
		}
	}

	// How the API counts is not documented; this accepts whatever it could accept.
	private static int length(String text) {
		return text.codePointCount(0, text.length());
	}

	/**
	 * Check an audience. Documented: audiences of campaigns, 1 to 25 are included and at
	 * most 25 excluded, ids are UUIDs and a type must be given.
	 */
	static CampaignAudience check(String path, CampaignAudience audience) {
		InvalidField.unless(!audience.include().isEmpty(), path + "include", "must hold at least one audience");
		check(path + "include", audience.include());
		check(path + "exclude", audience.exclude());
		return audience;
	}

	private static void check(String path, List<AudienceRef> references) {
		InvalidField.unless(references.size() <= CampaignAudience.MAX_REFERENCES, path,
				"holds " + references.size() + " entries, the API accepts at most " + CampaignAudience.MAX_REFERENCES);
		for (int i = 0; i < references.size(); i++) {
			check(path + "[" + i + "]", references.get(i));
		}
	}

	private static void check(String path, @Nullable AudienceRef reference) {
		if (reference == null) {
			throw new InvalidField(path, "must not be null");
		}
		InvalidField.unless(isUuid(reference.audienceId()), path + ".audienceId", "must be a UUID");
		InvalidField.unless(reference.type() != null && !reference.type().value().isBlank(), path + ".type",
				"must be given");
	}

	// UUID.fromString also reads shortened forms.
	private static boolean isUuid(@Nullable String text) {
		try {
			return text != null && UUID.fromString(text).toString().equalsIgnoreCase(text);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * Check content that replaces that of a campaign. Documented: content of campaigns, a
	 * template must be given.
	 */
	static CampaignContent check(String path, CampaignContent content) {
		InvalidField.unless(content.templateId() != null, path + "templateId", "must be given");
		checkInitial(path, content);
		return content;
	}

	/**
	 * Check the content of a draft, in which each field is optional (documented: creation
	 * of campaigns). That ids are not blank is this client's own caution; the generic
	 * call sends them.
	 */
	private static void checkInitial(String path, CampaignContent content) {
		checkNotBlank(path + "templateId", content.templateId());
		checkNotBlank(path + "senderProfileId", content.senderProfileId());
	}

	private static void checkNotBlank(String path, @Nullable String value) {
		InvalidField.unless(value == null || !value.isBlank(), path, "must not be empty");
	}

	/**
	 * Check a schedule that replaces that of a campaign. Documented: schedules of
	 * campaigns, a mode must be given; it can be derived from a point in time only in a
	 * draft.
	 */
	static CampaignSchedule check(String path, CampaignSchedule schedule) {
		InvalidField.unless(schedule.mode() != null, path + "mode", "must be given");
		checkInitial(path, schedule);
		return schedule;
	}

	/**
	 * Check the schedule of a draft. Documented: schedules of campaigns, {@code at} needs
	 * a point in time, {@code batch_on_date} a day, and time zones have IANA names. This
	 * client's own cautions: a time that does not belong to the mode, since the campaign
	 * would be sent at another time than intended, and a time zone that the Java runtime
	 * does not know. The generic call sends both.
	 */
	private static void checkInitial(String path, CampaignSchedule schedule) {
		ScheduleMode mode = effectiveMode(schedule);
		boolean at = ScheduleMode.AT.equals(mode);
		boolean batch = ScheduleMode.BATCH_ON_DATE.equals(mode);
		boolean now = ScheduleMode.NOW.equals(mode);
		InvalidField.unless(!at || schedule.sendAt() != null, path + "sendAt", "must be given with mode 'at'");
		InvalidField.unless(schedule.sendAt() == null || !(batch || now), path + "sendAt",
				"must only be given with mode 'at'");
		InvalidField.unless(!batch || schedule.batchDate() != null, path + "batchDate",
				"must be given with mode 'batch_on_date'");
		InvalidField.unless(schedule.batchDate() == null || !(at || now), path + "batchDate",
				"must only be given with mode 'batch_on_date'");
		InvalidField.unless(schedule.timezone() == null || isZone(schedule.timezone()), path + "timezone",
				"must be the IANA name of a time zone, such as Europe/Berlin");
	}

	private static boolean isZone(String name) {
		return ZoneId.getAvailableZoneIds().contains(name) || MORE_ZONES.contains(name);
	}

	/**
	 * Check that a schedule fits a channel. Documented: schedules of campaigns,
	 * {@code now} and {@code at} are for e-mail, SMS and push, {@code batch_on_date} is
	 * for direct mail. The rules of other channels are not known.
	 */
	static void checkChannel(String path, CampaignSchedule schedule, Channel channel) {
		ScheduleMode mode = effectiveMode(schedule);
		if (mode == null || !CHANNELS.contains(channel)) {
			return;
		}
		boolean letters = channel.equals(Channel.DIRECT_MAIL);
		boolean batch = mode.equals(ScheduleMode.BATCH_ON_DATE);
		boolean moment = mode.equals(ScheduleMode.AT) || mode.equals(ScheduleMode.NOW);
		InvalidField.unless(!(letters ? moment : batch), path + "mode",
				letters ? "must be 'batch_on_date' for direct mail" : "must be 'now' or 'at' for " + channel);
	}

	/**
	 * Return the mode that the API uses: a point in time without a mode means {@code at}
	 * (documented).
	 */
	static @Nullable ScheduleMode effectiveMode(CampaignSchedule schedule) {
		return (schedule.mode() == null && schedule.sendAt() != null) ? ScheduleMode.AT : schedule.mode();
	}

}
