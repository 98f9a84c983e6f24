package com.experiture.client.http;

import java.lang.reflect.Type;
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
import com.experiture.client.json.Description;

/**
 * One logical call: an operation with its variables, body and type of answer.
 *
 * @param <T> the type of the answer's {@code data}
 * @param operation what is called
 * @param pathVariables the values of the path's variables, in their order
 * @param query the query parameters
 * @param check throws where the request breaks a rule; run before anything is sent
 * @param body the body, or {@code null} for none
 * @param type the type of the answer's {@code data}; {@link Void} where none is expected
 * @param earlierEffect what calls with the same idempotency key may have done before, to
 * which the effect of this one is added
 */
public record ApiRequest<T>(Operation operation, List<@Nullable String> pathVariables, Map<String, String> query,
		Runnable check, @Nullable RequestBody body, Type type, Effect earlierEffect) {

	/**
	 * Return the same call as one that follows others with the same idempotency key.
	 * @param effect what these may have done
	 * @return a new request, whose failures say what all of them may have done
	 */
	public ApiRequest<T> after(Effect effect) {
		return new ApiRequest<>(this.operation, this.pathVariables, this.query, this.check, this.body, this.type,
				effect);
	}

	/**
	 * Start a call.
	 * @param operation what to call
	 * @param pathVariables the values of the path's variables, in their order
	 * @return a builder
	 */
	public static Builder to(Operation operation, @Nullable String... pathVariables) {
		return new Builder(operation, pathVariables);
	}

	/**
	 * Start a call of an endpoint that this version does not know.
	 * @param method the HTTP method
	 * @param path the path below the base URL, with variables in braces: it becomes a tag
	 * of metrics, so identifiers belong into variables
	 * @param endpointClass the rate-limit class; {@link EndpointClass#READ} sends no
	 * idempotency key, and {@link EndpointClass#CAMPAIGN_SEND} is never repeated after an
	 * ambiguous failure
	 * @param pathVariables the values of the path's variables, in their order
	 * @return a builder
	 */
	public static Builder to(HttpMethod method, String path, EndpointClass endpointClass,
			@Nullable String... pathVariables) {
		return new Builder(new CustomOperation(method, path, endpointClass), pathVariables);
	}

	/**
	 * Collects what a call needs.
	 */
	public static final class Builder {

		private final Operation operation;

		private final List<@Nullable String> pathVariables;

		private final Map<String, String> query = new LinkedHashMap<>();

		private Runnable check = () -> {
		};

		private @Nullable RequestBody body;

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
		 * Set the body from a map, a JSON tree or an object, with the member names that
		 * it has.
		 * @param body the body
		 * @return this builder
		 */
		public Builder json(Object body) {
			return body((json) -> json.write(body));
		}

		/**
		 * Set what to check of a request without a body. A body is checked by what writes
		 * it.
		 * @param check throws {@link com.experiture.client.error.InvalidMember} where the
		 * request breaks a rule
		 * @return this builder
		 */
		public Builder check(Runnable check) {
			this.check = check;
			return this;
		}

		/**
		 * Set the body.
		 * @param body writes the body
		 * @return this builder
		 */
		public Builder body(RequestBody body) {
			this.body = body;
			return this;
		}

		/**
		 * Finish the request.
		 * @param <T> the type of the answer's {@code data}
		 * @param type the same
		 * @return the request
		 */
		public <T> ApiRequest<T> returning(Class<T> type) {
			return returning((Type) type);
		}

		/**
		 * Finish the request.
		 * @param <T> the type of the answer's {@code data}
		 * @param type the same, for types with parameters
		 * @return the request
		 */
		public <T> ApiRequest<T> returning(ParameterizedTypeReference<T> type) {
			return returning(type.getType());
		}

		/**
		 * Finish the request, where the API does not document that it answers with
		 * {@code data}.
		 * @param <T> the type of the answer's {@code data}
		 * @param type the same
		 * @return the request; its call may complete without a result
		 */
		public <T> ApiRequest<Optional<T>> returningOptional(Class<T> type) {
			return returning(ResolvableType.forClassWithGenerics(Optional.class, type).getType());
		}

		private <T> ApiRequest<T> returning(Type type) {
			return new ApiRequest<>(this.operation, this.pathVariables,
					Collections.unmodifiableMap(new LinkedHashMap<>(this.query)), this.check, this.body, type,
					Effect.NONE);
		}

	}

	@Override
	public String toString() {
		return Description.of("ApiRequest").part("operation", this.operation.id()).toString();
	}

}
