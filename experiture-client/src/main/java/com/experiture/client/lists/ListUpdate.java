package com.experiture.client.lists;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.InvalidField;
import com.experiture.client.internal.rules.ListRules;
import com.experiture.client.internal.text.Description;

/**
 * What to change of a list. That a list is changed with {@code PATCH} is documented; that
 * the members are those of its creation is assumed. A member that is {@code null} is not
 * sent and stays as it is.
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

	/**
	 * Check the update: the rules of creation (documented), and this client's own caution
	 * that something changes. {@code update(id, Object)} sends any body.
	 */
	public ListUpdate checked() {
		InvalidField.unless(this.name != null || this.description != null, "body", "must change something");
		if (this.name != null) {
			ListRules.checkName(this.name);
		}
		ListRules.checkDescription(this.description);
		return this;
	}

	@Override
	public String toString() {
		return Description.of("ListUpdate")
			.flag("name", this.name != null)
			.flag("description", this.description != null)
			.toString();
	}

}
