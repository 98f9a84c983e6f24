package com.experiture.client.internal.lists;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.rules.InvalidField;
import com.experiture.client.lists.ListMembers;
import com.experiture.client.lists.ListUpdate;

/**
 * Checks the bodies of list requests before they are sent.
 */
final class ListRules {

	private static final int MAX_NAME_LENGTH = 200;

	private static final int MAX_DESCRIPTION_LENGTH = 2000;

	private ListRules() {
	}

	/**
	 * Check a new list. Documented: creation of lists, the name has 1 to 200 characters,
	 * the description at most 2,000.
	 */
	static NewList check(NewList list) {
		checkName(list.name());
		checkDescription(list.description());
		return list;
	}

	/**
	 * Check an update: the rules of creation (documented), and this client's own caution
	 * that something changes. {@code update(id, Object)} sends any body.
	 */
	static ListUpdate check(ListUpdate update) {
		InvalidField.unless(update.name() != null || update.description() != null, "body", "must change something");
		if (update.name() != null) {
			checkName(update.name());
		}
		checkDescription(update.description());
		return update;
	}

	private static void checkName(@Nullable String name) {
		InvalidField.unless(name != null && !name.isEmpty() && length(name) <= MAX_NAME_LENGTH, "name",
				"must have 1 to " + MAX_NAME_LENGTH + " characters");
	}

	private static void checkDescription(@Nullable String description) {
		InvalidField.unless(description == null || length(description) <= MAX_DESCRIPTION_LENGTH, "description",
				"must have at most " + MAX_DESCRIPTION_LENGTH + " characters");
	}

	// How the API counts is not documented; this accepts whatever it could accept.
	private static int length(String text) {
		return text.codePointCount(0, text.length());
	}

	/**
	 * Check members. Documented: members of lists, contact keys must be given. This
	 * client's own cautions: at least one key, none that is blank, and no record ids
	 * together with contact keys. {@code upsertMembers(id, Object)} and
	 * {@code removeMembers(id, Object)} send any body.
	 */
	static ListMembers check(ListMembers members) {
		InvalidField.unless(members.contactKeys() != null || members.recordIds() != null, "contactKeys",
				"must hold at least one key, unless record ids are given");
		InvalidField.unless(members.contactKeys() == null || members.recordIds() == null, "recordIds",
				"must not be given together with contact keys");
		check("contactKeys", members.contactKeys());
		check("recordIds", members.recordIds());
		return members;
	}

	private static void check(String field, @Nullable List<String> keys) {
		if (keys == null) {
			return;
		}
		InvalidField.unless(!keys.isEmpty(), field, "must hold at least one key");
		for (int i = 0; i < keys.size(); i++) {
			String key = keys.get(i);
			if (key == null || key.isBlank()) {
				throw new InvalidField(field + "[" + i + "]", "must not be empty");
			}
		}
	}

}
