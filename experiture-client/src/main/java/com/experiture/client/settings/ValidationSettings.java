package com.experiture.client.settings;

import java.time.Duration;

import com.experiture.client.internal.time.DurationLimits;

/**
 * How records are judged by the schema of their object.
 *
 * @param mode when they are
 * @param schemaLifetime how long a schema is used before it is read again, for
 * {@link RecordValidation#ALWAYS}
 */
public record ValidationSettings(RecordValidation mode, Duration schemaLifetime) {

	/** The API judges; a schema is read after several rejections. */
	public static final ValidationSettings DEFAULT = new ValidationSettings(RecordValidation.ON_REJECTION,
			Duration.ofMinutes(5));

	/**
	 * Check the settings.
	 * @throws IllegalArgumentException if the lifetime is not positive, or longer than
	 * 365 days
	 */
	public ValidationSettings {
		DurationLimits.positive("schemaLifetime", schemaLifetime);
	}

	/**
	 * Return these settings with another mode.
	 * @param other when records are judged
	 * @return new settings
	 */
	public ValidationSettings mode(RecordValidation other) {
		return new ValidationSettings(other, this.schemaLifetime);
	}

	/**
	 * Return these settings with another lifetime.
	 * @param other how long a schema is used
	 * @return new settings
	 */
	public ValidationSettings schemaLifetime(Duration other) {
		return new ValidationSettings(this.mode, other);
	}

}
