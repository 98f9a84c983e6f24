package com.experiture.client.internal.encoding;

import java.io.Closeable;
import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.Member;
import java.lang.reflect.Type;
import java.nio.channels.Channel;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLXML;
import java.sql.Struct;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.BaseStream;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Types whose values have no JSON form, each with an alternative. As beans, they would be
 * written with whatever their getters return.
 */
final class UnsupportedTypes {

	private static final String READ_ONCE = "; collect the elements into a list first";

	private static final String ASYNCHRONOUS = "; wait for the value, and put that into the record";

	private static final String CONTENT = "; read the content first, and put that into the record";

	private static final String RUNTIME = ", which is a part of the program and not data";

	private static final String TREE = ", a tree of another JSON library; convert it to a map, or to a tree of Jackson 3"
			+ " (tools.jackson)";

	private static final String DRIVER = ", an object of the database driver; convert it to a type of the JDK in the"
			+ " query or the row mapper";

	private static final String LIBRARY = ", a type of a library; convert it to text, a number, a map or a type of the"
			+ " JDK";

	private static final Map<Class<?>, String> PLATFORM = new LinkedHashMap<>();

	private static final Map<String, String> LIBRARIES = new LinkedHashMap<>();

	static {
		for (Class<?> type : List.of(Iterator.class, BaseStream.class, Enumeration.class, Spliterator.class)) {
			PLATFORM.put(type, READ_ONCE);
		}
		for (Class<?> type : List.of(Publisher.class, Flow.Publisher.class, Future.class, CompletionStage.class,
				Supplier.class, Callable.class)) {
			PLATFORM.put(type, ASYNCHRONOUS);
		}
		for (Class<?> type : List.of(InputStream.class, Reader.class, Channel.class, File.class, Path.class, Blob.class,
				Clob.class, SQLXML.class)) {
			PLATFORM.put(type, CONTENT);
		}
		for (Class<?> type : List.of(Array.class, Struct.class, Ref.class, RowId.class, ResultSet.class)) {
			PLATFORM.put(type, DRIVER);
		}
		for (Class<?> type : List.of(OutputStream.class, Writer.class, Type.class, Member.class, ClassLoader.class,
				Thread.class, Throwable.class)) {
			PLATFORM.put(type, RUNTIME);
		}

		for (String trees : List.of("com.fasterxml.jackson.core.", "com.fasterxml.jackson.databind.",
				"com.google.gson.Json", "org.json.", "jakarta.json.", "javax.json.", "kotlinx.serialization.json.",
				"io.vertx.core.json.", "org.bson.Bson", "org.codehaus.jettison.json.")) {
			LIBRARIES.put(trees, TREE);
		}
		for (String driver : List.of("org.postgresql.", "org.h2.", "oracle.sql.", "oracle.jdbc.", "microsoft.sql.",
				"com.microsoft.sqlserver.", "com.mysql.", "org.mariadb.")) {
			LIBRARIES.put(driver, DRIVER);
		}
		for (String library : List.of("org.joda.time.", "org.bson.types.", "kotlinx.datetime.",
				"com.google.protobuf.Message", "com.google.protobuf.ByteString", "org.apache.avro.generic.",
				"javax.money.", "scala.", "io.netty.", "jakarta.persistence.Tuple", "jakarta.xml.bind.JAXBElement",
				"org.springframework.core.io.", "org.springframework.web.multipart.", "org.springframework.http.",
				"org.springframework.util.MimeType", "org.springframework.util.unit.")) {
			LIBRARIES.put(library, LIBRARY);
		}
	}

	private UnsupportedTypes() {
	}

	/**
	 * Return why a JDK type is rejected, whichever serializer is registered for it.
	 * @param type the type
	 * @return the reason, or {@code null}
	 */
	static @Nullable String platform(Class<?> type) {
		for (Map.Entry<Class<?>, String> entry : PLATFORM.entrySet()) {
			if (entry.getKey().isAssignableFrom(type)) {
				return "is of the type " + type.getName() + entry.getValue();
			}
		}
		return null;
	}

	/**
	 * Return why a type without its own serializer is rejected.
	 * @param type the type
	 * @param bean whether its getters would be written
	 * @return the reason, or {@code null}
	 */
	static @Nullable String generic(Class<?> type, boolean bean) {
		if (bean && isOfPlatform(type.getName())) {
			return "is of the type " + type.getName() + RUNTIME;
		}
		if (bean && Closeable.class.isAssignableFrom(type)) {
			return "is of the type " + type.getName() + RUNTIME;
		}
		for (Class<?> superType : superTypes(type)) {
			for (Map.Entry<String, String> entry : LIBRARIES.entrySet()) {
				if (superType.getName().startsWith(entry.getKey())) {
					return "is of the type " + type.getName() + entry.getValue();
				}
			}
		}
		return null;
	}

	private static boolean isOfPlatform(String name) {
		return name.startsWith("java.") || name.startsWith("javax.") || name.startsWith("jdk.internal.")
				|| name.startsWith("sun.") || name.startsWith("com.sun.");
	}

	/**
	 * Return a type, its superclasses and all their interfaces.
	 * @param type the type
	 * @return the types
	 */
	static Set<Class<?>> superTypes(Class<?> type) {
		Set<Class<?>> found = new LinkedHashSet<>();
		collect(type, found);
		return found;
	}

	private static void collect(@Nullable Class<?> type, Set<Class<?>> found) {
		if (type != null && found.add(type)) {
			collect(type.getSuperclass(), found);
			for (Class<?> implemented : type.getInterfaces()) {
				collect(implemented, found);
			}
		}
	}

}
