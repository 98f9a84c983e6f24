package com.experiture.client.metadata;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.ServerText;
import com.experiture.client.json.SimilarNames;

/**
 * The names of the fields of an object, to find misspelt ones before anything is sent.
 */
public final class FieldNames {

	private static final int SHOWN = 20;

	private final Set<String> names;

	private FieldNames(Set<String> names) {
		this.names = names;
	}

	/**
	 * Return the names of the fields of an object.
	 * @param schema the object
	 * @return the names, or nothing if they are not known for certain: the field members
	 * of a schema are not documented
	 */
	public static Optional<FieldNames> of(ObjectSchema schema) {
		Set<String> names = new LinkedHashSet<>();
		for (ObjectField field : schema.fields()) {
			String name = field.name();
			if (name == null) {
				return Optional.empty();
			}
			names.add(name);
		}
		if (names.isEmpty()) {
			return Optional.empty();
		}
		names.addAll(schema.identityKeys());
		return Optional.of(new FieldNames(names));
	}

	/**
	 * Return whether the object has a field. A part of a field, such as
	 * {@code address.city}, counts as the field.
	 * @param name the name of the field
	 * @return whether there is one of that name
	 */
	public boolean contains(String name) {
		if (this.names.contains(name)) {
			return true;
		}
		int end = Math.max(name.indexOf('.'), name.indexOf('['));
		return end > 0 && this.names.contains(name.substring(0, end));
	}

	/**
	 * Return the field that was probably meant.
	 * @param name a name that is not one of a field
	 * @return the nearest name, or {@code null} if none is near
	 */
	public @Nullable String nearest(String name) {
		return SimilarNames.find(name, this.names);
	}

	/**
	 * Return the field that has the same name but for case and separators, such as
	 * {@code first_name} for {@code firstName}.
	 * @param name a name that is not one of a field
	 * @return the field, or {@code null} if there is none
	 */
	public @Nullable String inOtherCase(String name) {
		return this.names.stream()
			.filter((field) -> SimilarNames.isSameInOtherCase(field, name))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return the names.
	 * @return up to 20 names in the order of the schema
	 */
	@Override
	public String toString() {
		String shown = this.names.stream().limit(SHOWN).map(ServerText::id).collect(Collectors.joining(", "));
		return (this.names.size() > SHOWN) ? shown + ", ..." : shown;
	}

}
