package com.experiture.client.internal.json;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Reads the fields of this client's own responses exactly, so that a value of another
 * type is noticed. Types of the application are read as Jackson reads them.
 */
final class ResponseIntrospector extends JacksonAnnotationIntrospector {

	private static final String CLIENT = "com.experiture.client.";

	private final boolean aliases;

	/**
	 * Create an introspector.
	 * @param aliases whether fields are read under other names as well: Jackson lets the
	 * last name win, even with a null
	 */
	ResponseIntrospector(boolean aliases) {
		this.aliases = aliases;
	}

	static boolean isResponse(Class<?> type) {
		return type.isRecord() && type.getName().startsWith(CLIENT);
	}

	private static boolean isField(Annotated annotated) {
		return annotated instanceof AnnotatedMember field && isResponse(field.getDeclaringClass());
	}

	@Override
	public @Nullable Object findDeserializer(MapperConfig<?> config, Annotated annotated) {
		Object known = super.findDeserializer(config, annotated);
		return (known == null && isField(annotated)) ? ExactDeserializer.of(annotated.getRawType()) : known;
	}

	@Override
	public @Nullable List<PropertyName> findPropertyAliases(MapperConfig<?> config, Annotated annotated) {
		return (this.aliases || !isField(annotated)) ? super.findPropertyAliases(config, annotated) : List.of();
	}

	@Override
	public @Nullable Object findContentDeserializer(MapperConfig<?> config, Annotated annotated) {
		Object known = super.findContentDeserializer(config, annotated);
		return (known == null && isList(annotated))
				? ExactDeserializer.of(annotated.getType().getContentType().getRawClass()) : known;
	}

	// A single parameter can hold the whole JSON, which is not kept anywhere else.
	@Override
	public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
		return (isList(annotated) && annotated instanceof AnnotatedParameter parameter
				&& parameter.getOwner().getParameterCount() > 1) ? JsonSetter.Value.forContentNulls(Nulls.FAIL)
						: super.findSetterInfo(config, annotated);
	}

	private static boolean isList(Annotated annotated) {
		JavaType type = isField(annotated) ? annotated.getType() : null;
		return type != null && type.isCollectionLikeType();
	}

}
