package com.experiture.client.internal.validation;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.core.JsonParser;

import org.springframework.util.StringUtils;

import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.CallOptions;
import com.experiture.client.internal.call.RequestBody;
import com.experiture.client.internal.encoding.EncodedBody;
import com.experiture.client.internal.pipeline.CallPipeline;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.settings.RecordValidation;
import com.experiture.client.settings.ValidationSettings;

/**
 * Validates the records of one client against the schemas of their objects before they
 * are sent. Records that violate a schema are validated again if the schema can have
 * changed.
 */
public final class RecordValidator {

	static final Logger logger = LoggerFactory.getLogger(RecordValidator.class);

	private static final int MAX_OBJECTS = 100;

	private final CallPipeline pipeline;

	private final ClientRuntime runtime;

	private final ValidationSettings settings;

	private final Map<String, CachedSchema> schemas = new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, CachedSchema> eldest) {
			return size() > MAX_OBJECTS;
		}

	};

	/**
	 * Create a validator.
	 * @param pipeline reads the schemas
	 * @param runtime what the parts of the client share
	 * @param settings when to validate
	 */
	public RecordValidator(CallPipeline pipeline, ClientRuntime runtime, ValidationSettings settings) {
		this.pipeline = pipeline;
		this.runtime = runtime;
		this.settings = settings;
	}

	/**
	 * Return when records are validated.
	 * @return the mode
	 */
	public RecordValidation mode() {
		return this.settings.mode();
	}

	/**
	 * Make a call if its record conforms to the schema. Otherwise, the call fails with a
	 * {@link com.experiture.client.error.ValidationException}, and nothing is sent.
	 * @param <T> the type of the response's {@code data}
	 * @param <R> what the call returns
	 * @param request what to call
	 * @param write the write without its records
	 * @param options the options of the call
	 * @param call makes the call
	 * @return what the call returns
	 */
	public <T, R> Mono<R> validated(ApiRequest<T> request, RecordWrite write, CallOptions options,
			BiFunction<ApiRequest<T>, CallOptions, Mono<R>> call) {
		RequestBody source = (request.body() != null) ? RequestBody.ofValue(request.body()) : null;
		if (mode() != RecordValidation.ALWAYS || source == null || !StringUtils.hasText(write.objectName())) {
			return call.apply(request, options);
		}
		return Mono.defer(() -> {
			EncodedBody body;
			try {
				body = source.write(this.runtime.json());
			}
			catch (Throwable ex) {
				// The call fails in the same way, and reports the position.
				return call.apply(request, options);
			}
			ApiRequest<T> written = request.with(RequestBody.of((json) -> body));
			CachedSchema schema = schema(write.objectName());
			RecordRules rules = schema.now();
			List<RecordViolation> found = (rules != null) ? violations(rules, write, body, 1) : List.of();
			if (rules != null && found.isEmpty()) {
				return call.apply(written, options);
			}
			long start = this.runtime.time().nanoTime().getAsLong();
			Duration limit = this.runtime.timeout(options);
			return violations(schema, found, write, body, 1).timeout(limit.dividedBy(2), Mono.just(found))
				.flatMap((all) -> {
					if (!all.isEmpty()) {
						return call.apply(request.with(failing(all.get(0))), options);
					}
					Duration elapsed = Duration.ofNanos(this.runtime.time().nanoTime().getAsLong() - start);
					Duration rest = limit.minus(elapsed);
					return call.apply(written,
							options.toBuilder().timeout(rest.isNegative() || rest.isZero() ? limit : rest).build());
				});
		});
	}

	private static RequestBody failing(RecordViolation violation) {
		return (json) -> {
			throw violation.invalidField();
		};
	}

	/**
	 * Validate the records of a batch.
	 * @param write the write without its records
	 * @param body the body with the records
	 * @return the violations of the schema, at most one per record
	 */
	public Mono<List<RecordViolation>> violations(RecordWrite write, EncodedBody body) {
		return Mono.defer(() -> {
			if (!StringUtils.hasText(write.objectName())) {
				return Mono.just(List.of());
			}
			CachedSchema schema = schema(write.objectName());
			RecordRules rules = schema.now();
			List<RecordViolation> found = (rules != null) ? violations(rules, write, body, Integer.MAX_VALUE)
					: List.of();
			return (rules != null && found.isEmpty()) ? Mono.just(found)
					: violations(schema, found, write, body, Integer.MAX_VALUE);
		});
	}

	// Without violations, the rules are not known yet.
	private Mono<List<RecordViolation>> violations(CachedSchema schema, List<RecordViolation> found, RecordWrite write,
			EncodedBody body, int most) {
		return (!found.isEmpty() && !schema.renew()) ? Mono.just(found)
				: schema.awaited().map((rules) -> violations(rules, write, body, most));
	}

	private List<RecordViolation> violations(RecordRules rules, RecordWrite write, EncodedBody body, int most) {
		RecordViolation whole = rules.violation(write);
		if (whole != null) {
			return List.of(whole);
		}
		if (rules.isEmpty()) {
			return List.of();
		}
		try (InputStream content = body.content(); JsonParser parser = this.runtime.json().parser(content)) {
			return rules.violations(parser, most);
		}
		catch (IOException | RuntimeException ex) {
			// For example, a number with more digits than can be read. The API decides.
			return List.of();
		}
	}

	private CachedSchema schema(String objectName) {
		synchronized (this.schemas) {
			return this.schemas.computeIfAbsent(objectName,
					(name) -> new CachedSchema(this.pipeline, this.runtime, name, this.settings.schemaLifetime()));
		}
	}

}
