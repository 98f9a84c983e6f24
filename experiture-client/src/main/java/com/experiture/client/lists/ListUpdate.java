package com.experiture.client.lists;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.Description;

/**
 * What to change of a list. That a list is changed with {@code PATCH} is documented; that
 * the fields are those of its creation is assumed. A field that is {@code null} is not
 * sent and keeps its value.
 *
 * @param name the new name, 1 to 200 characters
 * @param description the new description, at most 2,000 characters
 */
public record ListUpdate(@Nullable String name, @Nullable String description) {

	/**
	 * Change the name only.
	 * @param name the new name, 1 to 200 characters
	 * @return the change
	 */
	public static ListUpdate ofName(String name) {
		return new ListUpdate(name, null);
	}

	/**
	 * Change the description only.
	 * @param description the new description, at most 2,000 characters
	 * @return the change
	 */
	public static ListUpdate ofDescription(String description) {
		return new ListUpdate(null, description);
	}

	@Override
	public String toString() {
		return Description.of("ListUpdate")
			.flag("name", this.name != null)
			.flag("description", this.description != null)
			.toString();
	}

}
