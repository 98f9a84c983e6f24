package com.experiture.client.internal.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import com.experiture.client.call.CallOptions;
import com.experiture.client.internal.encoding.EncodedBatch;
import com.experiture.client.internal.metadata.DefaultReactiveMetadataClient;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.internal.text.ServerText;
import com.experiture.client.internal.validation.FieldNames;
import com.experiture.client.internal.validation.RecordValidator;
import com.experiture.client.internal.validation.RecordViolation;
import com.experiture.client.internal.validation.UnknownFieldText;
import com.experiture.client.receipt.RecordResult;
import com.experiture.client.settings.RecordValidation;

/**
 * Detects fields of records that their object does not have. If the API rejects several
 * records for the same field and code, the schema of the object is read once. If the
 * field is not in the schema, the other records with that field are rejected without a
 * request each. A schema that cannot be read or understood proves nothing.
 */
public final class UnknownFieldDetector {

	// The schema is read after so many rejections for the same field and code.
	private static final int MIN_REJECTIONS = 5;

	// A field can be added to the object at any time.
	private static final long LIFETIME = Duration.ofMinutes(5).toNanos();

	// The records wait for the schema.
	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final int MAX_FIELDS = 1_000;

	private static final int MAX_DESCRIBED = 3;

	// Per batch: each rejection requires reading its record again.
	private static final int MAX_EXAMINED = 200;

	private final ClientRuntime runtime;

	private final RecordValidator validator;

	private final String objectName;

	private final long created;

	private final Mono<Optional<FieldNames>> schema;

	private final Map<String, UnknownField> unknown = new ConcurrentHashMap<>();

	// The unknown fields that the validator found, which validates each record itself.
	private final Map<String, String> invalid = new ConcurrentHashMap<>();

	private final Map<Rejection, Integer> rejections = new ConcurrentHashMap<>();

	private long rejectedRecords;

	private long countedRecords;

	/**
	 * Create a detector.
	 * @param context the client view
	 * @param objectName the object of the records
	 */
	public UnknownFieldDetector(BatchContext context, String objectName) {
		this.runtime = context.runtime();
		this.validator = context.validator();
		this.objectName = objectName;
		this.created = this.runtime.time().nanoTime().getAsLong();
		this.schema = new DefaultReactiveMetadataClient(context.pipeline(), CallOptions.none())
			.with(CallOptions.builder().correlationId(context.call().correlationId()).timeout(TIMEOUT).build())
			.getObject(objectName)
			.map(FieldNames::of)
			.onErrorReturn(Optional.empty())
			.cache();
	}

	/**
	 * Return whether each batch is validated before it is sent.
	 */
	boolean isValidated() {
		return this.validator.mode() == RecordValidation.ALWAYS;
	}

	/**
	 * Validate a batch.
	 * @return the violations of the schema
	 */
	Mono<List<RecordViolation>> validate(RecordTarget target, EncodedBatch batch) {
		return this.validator.violations(target.write(), batch)
			.doOnNext((violations) -> violations.forEach(this::note));
	}

	private void note(RecordViolation violation) {
		String field = violation.field();
		if (field != null && violation.kind() == RecordViolation.Kind.UNKNOWN_FIELD
				&& this.invalid.size() < MAX_FIELDS) {
			this.invalid.putIfAbsent(field, violation.reason());
		}
	}

	/**
	 * Examine rejected records, and read the schema if several were rejected for the same
	 * field and code.
	 * @param results the rejected records, each once
	 * @param records the records by their index in the results, {@code null} if they were
	 * released
	 * @return completes when the suspected fields were looked up
	 */
	Mono<Void> examine(List<RecordResult> results, @Nullable IntFunction<byte[]> records) {
		if (this.validator.mode() == RecordValidation.NONE) {
			return Mono.empty();
		}
		List<Rejection> suspects = new ArrayList<>();
		for (RecordResult result : results.subList(0, Math.min(results.size(), MAX_EXAMINED))) {
			Rejection rejection = new Rejection(field(result, records), result.code());
			if (rejection.field() != null && isCounted(rejection)
					&& this.rejections.merge(rejection, 1, Integer::sum) == MIN_REJECTIONS) {
				suspects.add(rejection);
			}
		}
		return suspects.isEmpty() ? Mono.empty()
				: this.schema.doOnNext(
						(names) -> names.ifPresent((known) -> suspects.forEach((suspect) -> lookUp(suspect, known))))
					.then();
	}

	private boolean isCounted(Rejection rejection) {
		return this.rejections.size() < MAX_FIELDS || this.rejections.containsKey(rejection);
	}

	private @Nullable String field(RecordResult result, @Nullable IntFunction<byte[]> records) {
		return FieldPathResolver.resolve(result.path(),
				(records != null) ? names(records.apply(result.index())) : null);
	}

	private void lookUp(Rejection suspect, FieldNames names) {
		String field = Objects.requireNonNull(suspect.field());
		if (names.contains(field)) {
			return;
		}
		String similar = names.nearest(field);
		this.unknown.putIfAbsent(field,
				new UnknownField(suspect.code(), UnknownFieldText.of(field, this.objectName, similar)));
	}

	/**
	 * Return whether the object may have other fields in the meantime.
	 */
	public boolean isOutdated() {
		return this.runtime.time().nanoTime().getAsLong() - this.created > LIFETIME;
	}

	/**
	 * Return how many unknown fields were detected.
	 */
	int size() {
		return this.unknown.size();
	}

	/**
	 * Count the rejected records of a batch.
	 * @param rejected the rejected records of the batch
	 * @param size the size of the batch
	 * @return the description of the unknown fields, or {@code null} unless most of the
	 * records so far were rejected for an unknown field
	 */
	public synchronized @Nullable String count(Collection<RecordResult> rejected, int size) {
		this.countedRecords += size;
		this.rejectedRecords += rejected.stream().filter(this::isForUnknownField).count();
		return (2 * this.rejectedRecords <= this.countedRecords) ? null : Stream
			.concat(this.invalid.entrySet().stream(),
					this.unknown.entrySet().stream().map((field) -> Map.entry(field.getKey(), field.getValue().text())))
			.limit(MAX_DESCRIBED)
			.map((field) -> ServerText.text(field.getKey()) + " " + field.getValue())
			.collect(Collectors.joining("; "));
	}

	private boolean isForUnknownField(RecordResult rejection) {
		return (!rejection.sent() && rejection.path() != null && this.invalid.containsKey(rejection.path()))
				|| FieldPathResolver.resolve(rejection.path(), this.unknown.keySet()) != null;
	}

	/**
	 * Separate the records with an unknown field from the others.
	 */
	Separated separate(EncodedBatch batch) {
		List<RecordResult> rejected = new ArrayList<>();
		BitSet rest = new BitSet();
		for (int i = 0; i < batch.size(); i++) {
			String field = unknownField(batch.record(i));
			UnknownField unknownField = (field != null) ? this.unknown.get(field) : null;
			if (unknownField == null) {
				rest.set(i);
			}
			else {
				rejected.add(new RecordResult(batch.indexes()[i], false, unknownField.code(), field,
						unknownField.text(), false));
			}
		}
		return new Separated(rejected, rejected.isEmpty() ? batch : rest.isEmpty() ? null : batch.only(rest));
	}

	private @Nullable String unknownField(byte[] json) {
		return names(json).stream().filter(this.unknown::containsKey).findFirst().orElse(null);
	}

	private List<String> names(byte[] json) {
		List<String> names = new ArrayList<>();
		try (JsonParser parser = this.runtime.json().parser(json)) {
			if (parser.nextToken() == JsonToken.START_OBJECT) {
				while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
					names.add(parser.currentName());
					parser.nextToken();
					parser.skipChildren();
				}
			}
		}
		return names;
	}

	private record Rejection(@Nullable String field, @Nullable String code) {
	}

	/**
	 * A field that the object does not have.
	 *
	 * @param code the code with which the API rejected the field
	 * @param text the reason
	 */
	private record UnknownField(@Nullable String code, String text) {
	}

	/**
	 * A batch without the records that have an unknown field.
	 *
	 * @param rejections the records with an unknown field
	 * @param rest the other records, {@code null} for none
	 */
	record Separated(List<RecordResult> rejections, @Nullable EncodedBatch rest) {
	}

}
