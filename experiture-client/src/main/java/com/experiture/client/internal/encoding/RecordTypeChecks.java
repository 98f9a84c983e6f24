package com.experiture.client.internal.encoding;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.Version;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.PropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.impl.UnknownSerializer;
import tools.jackson.databind.ser.impl.UnsupportedTypeSerializer;
import tools.jackson.databind.ser.jackson.JsonValueSerializer;
import tools.jackson.databind.ser.jdk.JDKKeySerializers;
import tools.jackson.databind.ser.std.ToEmptyObjectSerializer;
import tools.jackson.databind.type.CollectionLikeType;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapLikeType;
import tools.jackson.databind.type.MapType;

/**
 * Checks each type once, when its serializer is created, and rejects types that Jackson
 * would write only because they have a getter. Registered before other modules, so that
 * it is applied after them and sees their serializers.
 */
public final class RecordTypeChecks extends JacksonModule {

	private static final String JACKSON = "tools.jackson.databind.";

	private static final String JACKSON_2 = "com.fasterxml.jackson.databind.annotation.";

	private static final String JACKSON_3 = "tools.jackson.databind.annotation.";

	// Interfaces that frameworks add to their proxies.
	private static final List<String> PROXIES = List.of("org.springframework.aop.", "org.springframework.cglib.",
			"org.springframework.core.DecoratingProxy", "org.springframework.data.projection.", "org.hibernate.",
			"javassist.util.proxy.", "groovy.lang.");

	@Override
	public String getModuleName() {
		return RecordTypeChecks.class.getName();
	}

	@Override
	public Version version() {
		return Version.unknownVersion();
	}

	@Override
	public void setupModule(SetupContext context) {
		context.addSerializerModifier(new Modifier());
	}

	private static final class Modifier extends ValueSerializerModifier {

		private static final long serialVersionUID = 1L;

		@Override
		public List<BeanPropertyWriter> changeProperties(SerializationConfig config,
				BeanDescription.Supplier description, List<BeanPropertyWriter> properties) {
			Set<String> methods = methodsOfProxy(description.getBeanClass());
			if (!methods.isEmpty()) {
				properties.removeIf((property) -> methods.contains(property.getMember().getName()));
			}
			return properties;
		}

		private static Set<String> methodsOfProxy(Class<?> type) {
			Set<String> methods = new HashSet<>();
			for (Class<?> superType : UnsupportedTypes.superTypes(type)) {
				if (superType.isInterface() && PROXIES.stream().anyMatch(superType.getName()::startsWith)) {
					Stream.of(superType.getMethods()).map(Method::getName).forEach(methods::add);
				}
			}
			return methods;
		}

		@Override
		public ValueSerializer<?> modifySerializer(SerializationConfig config, BeanDescription.Supplier description,
				ValueSerializer<?> serializer) {
			Class<?> type = description.getBeanClass();
			boolean empty = serializer instanceof UnknownSerializer || serializer instanceof ToEmptyObjectSerializer;
			boolean bean = empty || serializer instanceof BeanSerializerBase;
			if (bean || serializer instanceof UnsupportedTypeSerializer) {
				String reason = UnsupportedTypes.generic(type, bean);
				if (reason == null && bean) {
					reason = problem(description, serializer, empty);
				}
				if (reason == null && !bean) {
					reason = "is of the type " + type.getName() + ", which needs a Jackson module to be written";
				}
				if (reason != null) {
					return new RejectingSerializer(reason);
				}
				AnnotatedMember additional = bean ? description.get().findAnyGetter() : null;
				return (additional != null) ? new AdditionalFieldsSerializer(serializer, additional) : serializer;
			}
			return rejectIfGeneric(type, serializer);
		}

		@Override
		public ValueSerializer<?> modifyMapSerializer(SerializationConfig config, MapType type,
				BeanDescription.Supplier description, ValueSerializer<?> serializer) {
			return rejectIfGeneric(type.getRawClass(), serializer);
		}

		@Override
		public ValueSerializer<?> modifyMapLikeSerializer(SerializationConfig config, MapLikeType type,
				BeanDescription.Supplier description, ValueSerializer<?> serializer) {
			return rejectIfGeneric(type.getRawClass(), serializer);
		}

		@Override
		public ValueSerializer<?> modifyCollectionSerializer(SerializationConfig config, CollectionType type,
				BeanDescription.Supplier description, ValueSerializer<?> serializer) {
			return rejectIfGeneric(type.getRawClass(), serializer);
		}

		@Override
		public ValueSerializer<?> modifyCollectionLikeSerializer(SerializationConfig config, CollectionLikeType type,
				BeanDescription.Supplier description, ValueSerializer<?> serializer) {
			return rejectIfGeneric(type.getRawClass(), serializer);
		}

		// The serializer of a module takes precedence, and numbers and text are written
		// with toString.
		private static ValueSerializer<?> rejectIfGeneric(Class<?> type, ValueSerializer<?> serializer) {
			if (!serializer.getClass().getName().startsWith(JACKSON) || serializer instanceof JsonValueSerializer
					|| Number.class.isAssignableFrom(type) || CharSequence.class.isAssignableFrom(type)) {
				return serializer;
			}
			String reason = UnsupportedTypes.generic(type, false);
			return (reason != null) ? new RejectingSerializer(reason) : serializer;
		}

		private static @Nullable String problem(BeanDescription.Supplier description, ValueSerializer<?> serializer,
				boolean empty) {
			String type = description.getBeanClass().getName();
			if (empty || isEmptyBean(description, serializer)) {
				return "is of the type " + type + ", which has no properties to write; it needs getters, or to be a"
						+ " record or a map";
			}
			String annotation = ignoredAnnotation(description);
			if (annotation != null) {
				return "is of the type " + type + " with @" + annotation
						+ " of Jackson 2, which is not used to write records; use the annotation of the same name of"
						+ " Jackson 3, in tools.jackson.databind.annotation";
			}
			Iterator<PropertyWriter> properties = serializer.properties();
			while (properties.hasNext()) {
				if (RecordText.hasLoneSurrogate(properties.next().getName())) {
					return "has the name of a field that " + RecordText.SURROGATE;
				}
			}
			return null;
		}

		private static boolean isEmptyBean(BeanDescription.Supplier description, ValueSerializer<?> serializer) {
			return !serializer.properties().hasNext() && description.get().findAnyGetter() == null && description
				.getClassInfo()
				.annotations()
				.map((annotation) -> annotation.annotationType().getName())
				.noneMatch((name) -> name.startsWith("com.fasterxml.jackson.") || name.startsWith("tools.jackson."));
		}

		// Jackson 3 reads its own annotations only, so these would silently have no
		// effect.
		private static @Nullable String ignoredAnnotation(BeanDescription.Supplier description) {
			String found = ignored(description.getClassInfo().annotations());
			for (BeanPropertyDefinition property : description.get().findProperties()) {
				AnnotatedMember member = property.getAccessor();
				if (found == null && member != null) {
					found = ignored(member.annotations());
				}
			}
			return found;
		}

		private static @Nullable String ignored(Stream<Annotation> annotations) {
			Set<String> names = annotations.map((annotation) -> annotation.annotationType().getName())
				.collect(Collectors.toSet());
			return names.stream()
				.filter((name) -> name.startsWith(JACKSON_2))
				.map((name) -> name.substring(JACKSON_2.length()))
				// These are for reading.
				.filter((name) -> !name.equals("JsonDeserialize") && !name.equals("JsonPOJOBuilder")
						&& !name.equals("JsonValueInstantiator"))
				.filter((name) -> !names.contains(JACKSON_3 + name))
				.findFirst()
				.orElse(null);
		}

		@Override
		@SuppressWarnings("unchecked")
		public @Nullable ValueSerializer<?> modifyKeySerializer(SerializationConfig config, JavaType keyType,
				BeanDescription.Supplier description, @Nullable ValueSerializer<?> serializer) {
			if (serializer instanceof JDKKeySerializers.StringKeySerializer
					|| serializer instanceof JDKKeySerializers.EnumKeySerializer) {
				return serializer;
			}
			if (serializer instanceof JDKKeySerializers.Dynamic dynamic) {
				return new UnknownKeySerializer(dynamic);
			}
			boolean standard = serializer == null || (serializer.getClass().getName().startsWith(JACKSON)
					&& !(serializer instanceof JsonValueSerializer));
			return new RecordKeySerializer(standard ? null : (ValueSerializer<Object>) serializer);
		}

	}

	/**
	 * Keys of a map whose key type is not known. They are usually text.
	 */
	private static final class UnknownKeySerializer extends ValueSerializer<Object> {

		private final JDKKeySerializers.Dynamic dynamic;

		UnknownKeySerializer(JDKKeySerializers.Dynamic dynamic) {
			this.dynamic = dynamic;
		}

		@Override
		public void serialize(Object key, JsonGenerator generator, SerializationContext context) {
			if (key instanceof String name) {
				generator.writeName(name);
			}
			else if (key.getClass() == Object.class) {
				throw RecordKeySerializer.invalidKey(key, generator);
			}
			else {
				this.dynamic.serialize(key, generator, context);
			}
		}

	}

}
