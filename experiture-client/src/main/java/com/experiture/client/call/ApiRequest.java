package com.experiture.client.call;

import java.lang.reflect.Type;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpMethod;

import com.experiture.client.error.Effect;
import com.experiture.client.internal.text.Description;

/**
 * One logical call: an operation with its variables, body and type of response.
 *
 * @param <T> the type of the response's {@code data}
 * @param operation the operation
 * @param pathVariables the values of the path's variables, in their order
 * @param query the query parameters
 * @param check throws an exception if the request breaks a rule; run before anything is
 * sent
 * @param body the body, or {@code null} for none
 * @param type the type of the response's {@code data}; {@link Void} if none is expected
 * @param earlierEffect the effect of earlier calls with the same idempotency key; that of
 * this one is added
 * @param address the address to use instead of the path below the base URL, or
 * {@code null}
 * @param raw whether the response has no envelope
 */
public record ApiRequest<T>(Operation operation, List<@Nullable String> pathVariables, Map<String, String> query,
		Runnable check, @Nullable Object body, Type type, Effect earlierEffect, @Nullable URI address, boolean raw) {

	/**
	 * Return this call with the effect of earlier calls with the same idempotency key.
	 * @param effect the effect of the earlier calls
	 * @return a new request, whose failures report the effect of all calls
	 */
	public ApiRequest<T> after(Effect effect) {
		return new ApiRequest<>(this.operation, this.pathVariables, this.query, this.check, this.body, this.type,
				effect, this.address, this.raw);
	}

	/**
	 * Return this call with another body.
	 * @param other the body
	 * @return a new request
	 */
	public ApiRequest<T> with(Object other) {
		return new ApiRequest<>(this.operation, this.pathVariables, this.query, this.check, other, this.type,
				this.earlierEffect, this.address, this.raw);
	}

	/**
	 * Start building a call.
	 * @param operation the operation
	 * @param pathVariables the values of the path's variables, in their order
	 * @return a builder
	 */
	public static Builder to(Operation operation, @Nullable String... pathVariables) {
		return new Builder(operation, pathVariables);
	}

	/**
	 * Start building a call to an endpoint that this version does not know.
	 * @param method the HTTP method
	 * @param path the path below the base URL, with variables in braces: it becomes a tag
	 * of metrics, so identifiers belong into variables
	 * @param endpointClass the rate-limit class; {@link EndpointClass#READ} sends no
	 * idempotency key, and {@link EndpointClass#CAMPAIGN_SEND} is never retried after an
	 * ambiguous failure
	 * @param pathVariables the values of the path's variables, in their order
	 * @return a builder
	 */
	public static Builder to(HttpMethod method, String path, EndpointClass endpointClass,
			@Nullable String... pathVariables) {
		return new Builder(new CustomOperation(method, path, endpointClass), pathVariables);
	}

	/**
	 * Builds an {@link ApiRequest}.
	 */
	public static final class Builder {

		private final Operation operation;

		private final List<@Nullable String> pathVariables;

		private final Map<String, String> query = new LinkedHashMap<>();

		private Runnable check = () -> {
		};

		private @Nullable Object body;

		private @Nullable URI address;

		private Builder(Operation operation, @Nullable String... pathVariables) {
			this.operation = operation;
			this.pathVariables = Arrays.asList(pathVariables.clone());
		}

		/**
		 * Add a query parameter.
		 * @param name its name
		 * @param value its value; {@code null} leaves it out
		 * @return this builder
		 */
		public Builder query(String name, @Nullable Object value) {
			if (value != null) {
				this.query.put(name, value.toString());
			}
			return this;
		}

		/**
		 * Set the body: a map, a JSON tree or an object, which is written with the field
		 * names that it has, or a {@code byte[]} that is JSON already. It is written once
		 * per call, on the thread that subscribes.
		 * @param body the body
		 * @return this builder
		 */
		public Builder json(Object body) {
			this.body = body;
			return this;
		}

		/**
		 * Set the check of a request without a body. The writer of a body checks it.
		 * @param check throws an exception if the request breaks a rule; the call then
		 * fails with it, and nothing is sent
		 * @return this builder
		 */
		public Builder check(Runnable check) {
			this.check = check;
			return this;
		}

		/**
		 * Set the address to use instead of the path below the base URL, for documents on
		 * another host or with another prefix. The path remains the name of the call in
		 * metrics and failures. The access token of the workspace is sent there.
		 * @param address the whole address, with its query; plain {@code http} only to a
		 * loopback address
		 * @return this builder
		 */
		public Builder address(URI address) {
			this.address = address;
			return this;
		}

		/**
		 * Build the request.
		 * @param <T> the type of the response's {@code data}
		 * @param type the same
		 * @return the request
		 */
		public <T> ApiRequest<T> returning(Class<T> type) {
			return returning((Type) type);
		}

		/**
		 * Build the request.
		 * @param <T> the type of the response's {@code data}
		 * @param type the same, for types with parameters
		 * @return the request
		 */
		public <T> ApiRequest<T> returning(ParameterizedTypeReference<T> type) {
			return returning(type.getType());
		}

		/**
		 * Build the request if the API does not document that the response has
		 * {@code data}.
		 * @param <T> the type of the response's {@code data}
		 * @param type the same
		 * @return the request; its call may complete without a result
		 */
		public <T> ApiRequest<Optional<T>> returningOptional(Class<T> type) {
			return returning(ResolvableType.forClassWithGenerics(Optional.class, type).getType());
		}

		/**
		 * Build a request whose response has no envelope, such as that for
		 * {@code /openapi.json}: the whole body is the result. Error responses are read
		 * like those of other calls.
		 * @param <T> the type of the response
		 * @param type the same: {@link String} or {@code byte[]} for the raw body of any
		 * media type, otherwise the type of its JSON
		 * @return the request
		 */
		public <T> ApiRequest<T> returningRaw(Class<T> type) {
			return build(type, true);
		}

		/**
		 * Build a request whose response has no envelope, see
		 * {@link #returningRaw(Class)}.
		 * @param <T> the type of the response
		 * @param type the same, for types with parameters
		 * @return the request
		 */
		public <T> ApiRequest<T> returningRaw(ParameterizedTypeReference<T> type) {
			return build(type.getType(), true);
		}

		private <T> ApiRequest<T> returning(Type type) {
			return build(type, false);
		}

		private <T> ApiRequest<T> build(Type type, boolean raw) {
			return new ApiRequest<>(this.operation, this.pathVariables,
					Collections.unmodifiableMap(new LinkedHashMap<>(this.query)), this.check, this.body, type,
					Effect.NONE, this.address, raw);
		}

	}

	@Override
	public String toString() {
		return Description.of("ApiRequest").part("operation", this.operation.id()).toString();
	}

}
