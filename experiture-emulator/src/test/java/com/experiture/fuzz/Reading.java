package com.experiture.fuzz;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.experiture.client.error.ExperitureException;

/**
 * Reads all properties of a returned object.
 */
final class Reading {

	private static final Set<String> NO_ACCESSORS = Set.of("hashCode", "toString");

	private static final int DEPTH = 8;

	private final List<String> texts = new ArrayList<>();

	private final List<String> problems = new ArrayList<>();

	Reading(@Nullable Object value) {
		read(value, DEPTH);
	}

	/**
	 * Return what the object contains.
	 */
	List<String> texts() {
		return this.texts;
	}

	/**
	 * Return the problem with the object.
	 */
	List<String> problems() {
		return this.problems;
	}

	private void read(@Nullable Object value, int depth) {
		if (value == null || depth == 0) {
			return;
		}
		if (value instanceof Map<?, ?> map) {
			read(map.keySet(), depth);
			read(map.values(), depth);
		}
		else if (value instanceof Iterable<?> items && !(value instanceof Path)
				&& !value.getClass().getName().startsWith("tools.jackson.")) {
			// Further elements of the same kind show nothing new.
			int count = 0;
			for (Object item : items) {
				read(item, depth - 1);
				if (++count == 100) {
					break;
				}
			}
		}
		else if (value instanceof Optional<?> optional) {
			read(optional.orElse(null), depth);
		}
		else if (value.getClass().getName().startsWith("com.experiture.client.")) {
			readObject(value, depth);
		}
		else if (!(value instanceof Throwable)) {
			this.texts.add(value.toString());
		}
	}

	private void readObject(Object value, int depth) {
		String type = value.getClass().getSimpleName();
		if (!(value instanceof Throwable)) {
			String problem = HostileText.problem(value.toString());
			if (problem != null) {
				this.problems.add(type + ".toString() " + problem);
			}
		}
		for (Method method : value.getClass().getMethods()) {
			if (isAccessor(method)) {
				try {
					read(method.invoke(value), depth - 1);
				}
				catch (InvocationTargetException ex) {
					Throwable cause = ex.getCause();
					if (!(cause instanceof ExperitureException)) {
						this.problems.add(type + "." + method.getName() + "() threw " + cause);
					}
				}
				catch (IllegalAccessException ex) {
					throw new IllegalStateException(ex);
				}
			}
		}
	}

	private static boolean isAccessor(Method method) {
		return method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers())
				&& method.getReturnType() != void.class && Modifier.isPublic(method.getDeclaringClass().getModifiers())
				&& method.getDeclaringClass().getName().startsWith("com.experiture.client.")
				&& !NO_ACCESSORS.contains(method.getName());
	}

}
