package com.experiture.client.internal.encoding;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.ser.AnyGetterWriter;
import tools.jackson.databind.ser.PropertyWriter;
import tools.jackson.databind.ser.std.DelegatingSerializer;

/**
 * Writes objects with an {@code @JsonAnyGetter}, and rejects those in which one of its
 * names is the name of another field.
 */
final class AdditionalFieldsSerializer extends DelegatingSerializer {

	private final AnnotatedMember additional;

	private final Set<String> names;

	AdditionalFieldsSerializer(ValueSerializer<?> bean, AnnotatedMember additional) {
		this(bean, additional, names(bean));
	}

	private AdditionalFieldsSerializer(ValueSerializer<?> bean, AnnotatedMember additional, Set<String> names) {
		super(bean);
		this.additional = additional;
		this.names = names;
	}

	private static Set<String> names(ValueSerializer<?> bean) {
		Set<String> names = new HashSet<>();
		Iterator<PropertyWriter> properties = bean.properties();
		while (properties.hasNext()) {
			PropertyWriter property = properties.next();
			if (!(property instanceof AnyGetterWriter)) {
				names.add(property.getName());
			}
		}
		return names;
	}

	@Override
	protected ValueSerializer<Object> newDelegatingInstance(ValueSerializer<?> bean) {
		return new AdditionalFieldsSerializer(bean, this.additional, this.names);
	}

	@Override
	public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
		if (this.additional.getValue(value) instanceof Map<?, ?> fields) {
			for (Object name : fields.keySet()) {
				if (this.names.contains(String.valueOf(name))) {
					throw RecordGenerator.invalidValue(generator,
							"has two fields of one name, one of which is from its @JsonAnyGetter");
				}
			}
		}
		super.serialize(value, generator, context);
	}

}
