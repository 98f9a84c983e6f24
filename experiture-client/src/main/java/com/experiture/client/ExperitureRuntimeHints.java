package com.experiture.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JacksonAnnotation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.util.ClassUtils;

/**
 * Tells a native image which types are read and written as JSON. They are looked for when
 * the image is built, so that none can be forgotten.
 */
final class ExperitureRuntimeHints implements RuntimeHintsRegistrar {

	private static final String CLASSES = "classpath*:com/experiture/client/**/*.class";

	private static final Logger logger = LoggerFactory.getLogger(ExperitureRuntimeHints.class);

	private final BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(classLoader);
		MetadataReaderFactory readers = new CachingMetadataReaderFactory(resolver);
		try {
			for (Resource resource : resolver.getResources(CLASSES)) {
				String name = readers.getMetadataReader(resource).getClassMetadata().getClassName();
				register(hints, name, classLoader);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The classes of the Experiture client cannot be read", ex);
		}
	}

	private void register(RuntimeHints hints, String name, @Nullable ClassLoader classLoader) {
		try {
			Class<?> type = ClassUtils.forName(name, classLoader);
			if (isJson(type)) {
				this.binding.registerReflectionHints(hints.reflection(), type);
			}
		}
		catch (ClassNotFoundException | NoClassDefFoundError ex) {
			// It needs a library that the application does without, which no JSON type
			// does
			logger.debug("No hints for {}", name, ex);
		}
	}

	private static boolean isJson(Class<?> type) {
		Stream<AnnotatedElement> members = Stream
			.of(type.getDeclaredConstructors(), type.getDeclaredMethods(), type.getDeclaredFields())
			.flatMap(Arrays::stream);
		return type.isRecord() || type.isEnum() || Stream.concat(Stream.of(type), members)
			.anyMatch((element) -> MergedAnnotations.from(element).isPresent(JacksonAnnotation.class));
	}

}
