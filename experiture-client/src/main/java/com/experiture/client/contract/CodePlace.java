package com.experiture.client.contract;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import com.experiture.client.ExperitureClient;
import com.experiture.client.call.Endpoint;

/**
 * The client method of a call. Methods have the names of the constants of
 * {@link Endpoint}.
 */
final class CodePlace {

	private CodePlace() {
	}

	/**
	 * Return the client method of a call.
	 * @param endpoint the call
	 * @return such as {@code ListsClient.upsertMembers (MembersReceipt)}
	 */
	static String of(Endpoint endpoint) {
		return client(endpoint).getSimpleName() + "." + methodName(endpoint)
				+ model(endpoint).map((model) -> " (" + model.getSimpleName() + ")").orElse("");
	}

	/**
	 * Return the type that the response of a call is read as.
	 * @param endpoint the call
	 * @return the model, or that of the items of a collection
	 */
	static Optional<Class<?>> model(Endpoint endpoint) {
		return Arrays.stream(client(endpoint).getMethods())
			.filter((method) -> method.getName().equals(methodName(endpoint))
					&& !Modifier.isStatic(method.getModifiers()))
			.map(Method::getGenericReturnType)
			.<Class<?>>flatMap(CodePlace::models)
			.findFirst();
	}

	private static Class<?> client(Endpoint endpoint) {
		try {
			return ExperitureClient.class.getMethod(endpoint.family().id()).getReturnType();
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException("ExperitureClient has no method " + endpoint.family().id(), ex);
		}
	}

	private static String methodName(Endpoint endpoint) {
		String[] words = endpoint.name().toLowerCase(Locale.ROOT).split("_");
		StringBuilder name = new StringBuilder(words[1]);
		for (int i = 2; i < words.length; i++) {
			name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
		}
		return name.toString();
	}

	private static Stream<Class<?>> models(Type type) {
		if (type instanceof ParameterizedType generic) {
			return Arrays.stream(generic.getActualTypeArguments()).flatMap(CodePlace::models);
		}
		return (type instanceof Class<?> model && model.getName().startsWith("com.experiture.")) ? Stream.of(model)
				: Stream.empty();
	}

}
