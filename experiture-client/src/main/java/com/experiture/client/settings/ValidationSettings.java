package com.experiture.client.settings;

import java.time.Duration;

/**
 * How records are validated against the schema of their object.
 *
 * @param mode when they are validated
 * @param schemaLifetime how long a schema is cached for {@link RecordValidation#ALWAYS}
 */
public record ValidationSettings(RecordValidation mode, Duration schemaLifetime) {

	/** Only the API validates; a schema is read after several rejections. */
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
	 * @param other when records are validated
	 * @return new settings
	 */
	public ValidationSettings mode(RecordValidation other) {
		return new ValidationSettings(other, this.schemaLifetime);
	}

	/**
	 * Return these settings with another lifetime.
	 * @param other how long a schema is cached
	 * @return new settings
	 */
	public ValidationSettings schemaLifetime(Duration other) {
		return new ValidationSettings(this.mode, other);
	}

}
