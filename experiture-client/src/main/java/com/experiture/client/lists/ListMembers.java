package com.experiture.client.lists;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The members to add to a list or to remove from it: either contact keys or record ids.
 *
 * @param contactKeys e-mail addresses or customer ids (documented)
 * @param recordIds ids of records; that they can be given is documented, the name of this
 * field is assumed
 * @param normalizationMode how the API normalizes contact keys; {@code null} means its
 * default, {@value #EMAIL_LOWER_TRIM}
 */
public record ListMembers(@Nullable List<String> contactKeys, @Nullable List<String> recordIds,
		@Nullable String normalizationMode) {

	/**
	 * E-mail addresses are trimmed and written in lower case before they are matched;
	 * customer ids stay as they are (documented).
	 */
	public static final String EMAIL_LOWER_TRIM = "email_lower_trim";

	/**
	 * Create members.
	 */
	public ListMembers {
		contactKeys = (contactKeys != null) ? copy(contactKeys) : null;
		recordIds = (recordIds != null) ? copy(recordIds) : null;
	}

	/**
	 * Identify members by their contact keys (documented).
	 * @param contactKeys e-mail addresses or customer ids, at least one
	 * @return the members
	 */
	public static ListMembers ofContactKeys(Collection<String> contactKeys) {
		return new ListMembers(copy(contactKeys), null, null);
	}

	/**
	 * Identify members by the ids of their records (assumed: {@code recordIds}).
	 * @param recordIds ids, at least one
	 * @return the members
	 */
	public static ListMembers ofRecordIds(Collection<String> recordIds) {
		return new ListMembers(null, copy(recordIds), null);
	}

	/**
	 * Return these members with a normalization of contact keys.
	 * @param mode the mode, such as {@value #EMAIL_LOWER_TRIM}
	 * @return new members
	 */
	public ListMembers normalizationMode(String mode) {
		return new ListMembers(this.contactKeys, this.recordIds, mode);
	}

	// A null among the keys is kept for the check, which names its position.
	private static List<String> copy(Collection<String> keys) {
		return Collections.unmodifiableList(new ArrayList<>(keys));
	}

	// Contact keys are personal data.
	@Override
	public String toString() {
		return "ListMembers[contactKeys=" + size(this.contactKeys) + ", recordIds=" + size(this.recordIds)
				+ ", normalizationMode=" + this.normalizationMode + "]";
	}

	private static int size(@Nullable List<String> keys) {
		return (keys != null) ? keys.size() : 0;
	}

}
