package com.experiture.client.internal.json;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.std.ContainerDeserializerBase;
import tools.jackson.databind.deser.std.DelegatingDeserializer;

/**
 * Reads a response in which some fields have another type than documented or assumed.
 * Such a field is missing, or a list without the entries that do not fit, and its JSON is
 * kept in the additional properties. A required field is not read tolerantly.
 */
final class TolerantDeserializer extends DelegatingDeserializer {

	private final BeanDeserializerBase bean;

	private final RecordComponent[] components;

	private final int additional;

	private TolerantDeserializer(BeanDeserializerBase bean) {
		super(bean);
		this.bean = bean;
		this.components = bean.handledType().getRecordComponents();
		int additional = this.components.length - 1;
		while (additional >= 0 && !this.components[additional].getAccessor().isAnnotationPresent(JsonAnySetter.class)) {
			additional--;
		}
		this.additional = additional;
	}

	@Override
	protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
		return new TolerantDeserializer((BeanDeserializerBase) delegate);
	}

	@Override
	public Object deserialize(JsonParser parser, DeserializationContext context) {
		if (!parser.isExpectedStartObjectToken()) {
			return super.deserialize(parser, context);
		}
		JsonNode json = context.readTree(parser);
		Map<String, SettableBeanProperty> properties = properties(context);
		Object[] values = new @Nullable Object[this.components.length];
		Map<String, JsonNode> others = new LinkedHashMap<>();
		Map<SettableBeanProperty, JacksonException> failures = new HashMap<>();
		for (Map.Entry<String, JsonNode> field : inOrderOfNames(json, properties)) {
			SettableBeanProperty property = properties.get(field.getKey());
			if (property == null) {
				others.put(field.getKey(), field.getValue());
			}
			else if (!field.getValue().isNull()) {
				Reading reading = new Reading(context, property);
				Object value = reading.read(field.getValue());
				values[property.getCreatorIndex()] = value;
				if (!reading.fits) {
					others.put(field.getKey(), field.getValue());
				}
				if (reading.failure == null || (value != null && isOptional(property))) {
					properties.values().removeIf((read) -> read == property);
				}
				else {
					failures.putIfAbsent(property, reading.failure);
				}
			}
		}
		for (SettableBeanProperty missing : properties.values()) {
			values[missing.getCreatorIndex()] = missing(context, missing, failures.get(missing));
		}
		if (this.additional >= 0) {
			values[this.additional] = others;
		}
		return this.bean.getValueInstantiator().createFromObjectWith(context, values);
	}

	// The documented name takes precedence over all others.
	private static List<Map.Entry<String, JsonNode>> inOrderOfNames(JsonNode json,
			Map<String, SettableBeanProperty> properties) {
		List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(json.properties());
		fields.sort(Comparator.comparing((field) -> {
			SettableBeanProperty property = properties.get(field.getKey());
			return property != null && !property.getName().equals(field.getKey());
		}));
		return fields;
	}

	private @Nullable Object missing(DeserializationContext context, SettableBeanProperty property,
			@Nullable JacksonException failure) {
		if (failure != null && !isOptional(property)) {
			throw failure.prependPath(handledType(), property.getName());
		}
		if (property.isRequired()) {
			context.reportInputMismatch(property, "A required field is missing");
		}
		return property.getNullValueProvider().getAbsentValue(context);
	}

	private boolean isOptional(SettableBeanProperty property) {
		return !property.isRequired() && this.additional >= 0;
	}

	private Map<String, SettableBeanProperty> properties(DeserializationContext context) {
		Map<String, SettableBeanProperty> properties = new HashMap<>();
		Iterator<SettableBeanProperty> all = this.bean.creatorProperties();
		while (all.hasNext()) {
			SettableBeanProperty property = all.next();
			if (property.getCreatorIndex() != this.additional) {
				for (PropertyName alias : property.findAliases(context.getConfig())) {
					properties.put(alias.getSimpleName(), property);
				}
				properties.put(property.getName(), property);
			}
		}
		return properties;
	}

	/**
	 * The reading of one field.
	 */
	private static final class Reading {

		private final DeserializationContext context;

		private final SettableBeanProperty property;

		private boolean fits = true;

		private @Nullable JacksonException failure;

		Reading(DeserializationContext context, SettableBeanProperty property) {
			this.context = context;
			this.property = property;
		}

		@Nullable Object read(JsonNode json) {
			if (json.isNumber() && this.property.getType().hasRawClass(String.class)) {
				// An id, most likely
				this.fits = false;
				return json.asString();
			}
			return (json.isArray() && this.property.getValueDeserializer() instanceof ContainerDeserializerBase<?> list)
					? entries(json, list.getContentDeserializer()) : value(json);
		}

		private @Nullable Object value(JsonNode json) {
			try (JsonParser parser = parser(json)) {
				return this.property.deserialize(parser, this.context);
			}
			catch (JacksonException ex) {
				doesNotFit(ex);
				return null;
			}
		}

		private List<Object> entries(JsonNode json, ValueDeserializer<Object> deserializer) {
			List<Object> entries = new ArrayList<>();
			for (int i = 0; i < json.size(); i++) {
				try (JsonParser parser = parser(json.get(i))) {
					Object entry = json.get(i).isNull() ? deserializer.getNullValue(this.context)
							: deserializer.deserialize(parser, this.context);
					if (entry != null) {
						entries.add(entry);
					}
					else {
						this.fits = false;
					}
				}
				catch (JacksonException ex) {
					doesNotFit(ex.prependPath(entries, i));
				}
			}
			return Collections.unmodifiableList(entries);
		}

		private void doesNotFit(JacksonException failure) {
			this.fits = false;
			this.failure = failure;
		}

		private JsonParser parser(JsonNode json) {
			JsonParser parser = json.traverse(this.context);
			parser.nextToken();
			return parser;
		}

	}

	/**
	 * Makes the responses of this client be read tolerantly.
	 */
	static final class Modifier extends ValueDeserializerModifier {

		@Override
		public ValueDeserializer<?> modifyDeserializer(DeserializationConfig config, BeanDescription.Supplier type,
				ValueDeserializer<?> deserializer) {
			return (ResponseIntrospector.isResponse(type.getBeanClass())
					&& deserializer instanceof BeanDeserializerBase bean
					&& bean.getValueInstantiator().canCreateFromObjectWith()) ? new TolerantDeserializer(bean)
							: deserializer;
		}

	}

}
