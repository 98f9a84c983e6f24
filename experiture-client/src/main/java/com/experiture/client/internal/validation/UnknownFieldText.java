package com.experiture.client.internal.validation;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.text.ServerText;
import com.experiture.client.internal.text.SimilarNames;

/**
 * Describes that an object does not have a field.
 */
public final class UnknownFieldText {

	private UnknownFieldText() {
	}

	/**
	 * Return the text.
	 * @param field the field that the object does not have
	 * @param objectName the object
	 * @param similar the field that was probably meant, or {@code null} if there is none
	 * @return the description
	 */
	public static String of(String field, String objectName, @Nullable String similar) {
		StringBuilder text = new StringBuilder("is not a field of ").append(ServerText.id(objectName));
		if (similar != null) {
			text.append(" (did you mean ").append(ServerText.text(similar)).append('?');
			text.append(SimilarNames.isSameInOtherCase(field, similar)
					? " experiture.records.naming decides how the fields of objects are named)" : ")");
		}
		return text.toString();
	}

}
