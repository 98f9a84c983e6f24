package com.experiture.client.campaigns;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import com.experiture.client.internal.text.ServerText;

/**
 * When the messages of a campaign are sent. The API may add modes: any text is one.
 *
 * @param value the mode as the API writes it
 */
public record ScheduleMode(@JsonValue String value) {

	/** As soon as it is sent; not for direct mail (documented). */
	public static final ScheduleMode NOW = new ScheduleMode("now");

	/** At a point in time; not for direct mail (documented). */
	public static final ScheduleMode AT = new ScheduleMode("at");

	/** In the batch of a day; only for direct mail (documented). */
	public static final ScheduleMode BATCH_ON_DATE = new ScheduleMode("batch_on_date");

	/**
	 * Create a mode.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public ScheduleMode {
	}

	@Override
	public String toString() {
		return String.valueOf(ServerText.code(this.value));
	}

}
