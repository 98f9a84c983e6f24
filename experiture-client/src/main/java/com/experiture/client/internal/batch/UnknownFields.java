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
import com.experiture.client.internal.pipeline.CallPipeline;
import com.experiture.client.internal.runtime.ClientRuntime;
import com.experiture.client.internal.text.ServerText;
import com.experiture.client.internal.validation.FieldNames;
import com.experiture.client.internal.validation.RecordValidator;
import com.experiture.client.internal.validation.RecordViolation;
import com.experiture.client.internal.validation.UnknownFieldText;
import com.experiture.client.receipt.RecordResult;
import com.experiture.client.settings.RecordValidation;

/**
 * The fields of records that their object does not have. If the API refuses several
 * records for the same field and code, the schema of the object is read once; if the
 * field is not in it, the other records with that field are rejected here instead of with
 * a request each. A schema that cannot be read or understood proves nothing.
 */
public final class UnknownFields {

	/** As many refusals for the same field and code call for the schema. */
	static final int SUSPICIOUS = 5;

	// A field can be added to the object at any time.
	private static final long LIFETIME = Duration.ofMinutes(5).toNanos();

	// The records wait for the schema meanwhile.
	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final int MAX_FIELDS = 1_000;

	private static final int SHOWN = 3;

	// Of the outcomes of one batch; each takes reading its record again.
	private static final int EXAMINED = 200;

	private final ClientRuntime runtime;

	private final RecordValidator validator;

	private final String objectName;

	private final long created;

	private final Mono<Optional<FieldNames>> known;

	private final Map<String, Verdict> unknown = new ConcurrentHashMap<>();

	// Those that the validator found, which judges each record itself.
	private final Map<String, String> found = new ConcurrentHashMap<>();

	private final Map<Refusal, Integer> refusals = new ConcurrentHashMap<>();

	private long rejected;

	private long counted;

	public UnknownFields(CallPipeline pipeline, ClientRuntime runtime, RecordValidator validator,
			@Nullable String correlationId, String objectName) {
		this.runtime = runtime;
		this.validator = validator;
		this.objectName = objectName;
		this.created = runtime.time().nanoTime().getAsLong();
		this.known = new DefaultReactiveMetadataClient(pipeline, CallOptions.none())
			.with(CallOptions.builder().correlationId(correlationId).timeout(TIMEOUT).build())
			.getObject(objectName)
			.map(FieldNames::of)
			.onErrorReturn(Optional.empty())
			.cache();
	}

	/**
	 * Return whether each batch is judged by the schema before it is sent.
	 */
	boolean isValidated() {
		return this.validator.mode() == RecordValidation.ALWAYS;
	}

	/**
	 * Judge a batch by the schema.
	 * @return what the schema does not allow
	 */
	Mono<List<RecordViolation>> validate(RecordTarget target, EncodedBatch batch) {
		return this.validator.judge(target.write(), batch).doOnNext((violations) -> violations.forEach(this::note));
	}

	private void note(RecordViolation violation) {
		String field = violation.field();
		if (field != null && violation.kind() == RecordViolation.Kind.UNKNOWN_FIELD && this.found.size() < MAX_FIELDS) {
			this.found.putIfAbsent(field, violation.reason());
		}
	}

	/**
	 * Look at refused records, and read the schema if several were refused for the same
	 * field and code.
	 * @param outcomes the refused records, each once
	 * @param records the records by their index in the outcomes, {@code null} if they are
	 * not held any more
	 * @return completes when the fields are judged that need it
	 */
	Mono<Void> examine(List<RecordResult> outcomes, @Nullable IntFunction<byte[]> records) {
		if (this.validator.mode() == RecordValidation.NONE) {
			return Mono.empty();
		}
		List<Refusal> suspects = new ArrayList<>();
		for (RecordResult outcome : outcomes.subList(0, Math.min(outcomes.size(), EXAMINED))) {
			Refusal refusal = new Refusal(field(outcome, records), outcome.code());
			if (refusal.field() != null && isCounted(refusal)
					&& this.refusals.merge(refusal, 1, Integer::sum) == SUSPICIOUS) {
				suspects.add(refusal);
			}
		}
		return suspects.isEmpty() ? Mono.empty()
				: this.known
					.doOnNext(
							(names) -> names.ifPresent((known) -> suspects.forEach((suspect) -> judge(suspect, known))))
					.then();
	}

	private boolean isCounted(Refusal refusal) {
		return this.refusals.size() < MAX_FIELDS || this.refusals.containsKey(refusal);
	}

	private @Nullable String field(RecordResult outcome, @Nullable IntFunction<byte[]> records) {
		return RefusedField.of(outcome.path(), (records != null) ? names(records.apply(outcome.index())) : null);
	}

	private void judge(Refusal suspect, FieldNames names) {
		String field = Objects.requireNonNull(suspect.field());
		if (names.contains(field)) {
			return;
		}
		String similar = names.nearest(field);
		this.unknown.putIfAbsent(field,
				new Verdict(suspect.code(), UnknownFieldText.of(field, this.objectName, similar)));
	}

	public boolean isOutdated() {
		return this.runtime.time().nanoTime().getAsLong() - this.created > LIFETIME;
	}

	/**
	 * Return how many unknown fields are known.
	 */
	int size() {
		return this.unknown.size();
	}

	/**
	 * Count the outcome of a batch.
	 * @param rejections the rejected records of the batch
	 * @param size the size of the batch
	 * @return what is wrong with the fields that most of the records so far have, or
	 * {@code null} if most of them have no unknown field
	 */
	public synchronized @Nullable String count(Collection<RecordResult> rejections, int size) {
		this.counted += size;
		this.rejected += rejections.stream().filter(this::isForUnknownField).count();
		return (2 * this.rejected <= this.counted) ? null : Stream
			.concat(this.found.entrySet().stream(),
					this.unknown.entrySet().stream().map((field) -> Map.entry(field.getKey(), field.getValue().text())))
			.limit(SHOWN)
			.map((field) -> ServerText.text(field.getKey()) + " " + field.getValue())
			.collect(Collectors.joining("; "));
	}

	private boolean isForUnknownField(RecordResult rejection) {
		return (!rejection.sent() && rejection.path() != null && this.found.containsKey(rejection.path()))
				|| RefusedField.of(rejection.path(), this.unknown.keySet()) != null;
	}

	/**
	 * Divide a batch by whether its records have a field that is unknown.
	 */
	Judged judge(EncodedBatch batch) {
		List<RecordResult> rejections = new ArrayList<>();
		BitSet rest = new BitSet();
		for (int i = 0; i < batch.size(); i++) {
			String field = unknownField(batch.record(i));
			Verdict verdict = (field != null) ? this.unknown.get(field) : null;
			if (verdict == null) {
				rest.set(i);
			}
			else {
				rejections
					.add(new RecordResult(batch.indexes()[i], false, verdict.code(), field, verdict.text(), false));
			}
		}
		return new Judged(rejections, rejections.isEmpty() ? batch : rest.isEmpty() ? null : batch.only(rest));
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

	private record Refusal(@Nullable String field, @Nullable String code) {
	}

	/**
	 * What is wrong with a field.
	 *
	 * @param code the code that the API refused it with
	 * @param text the reason
	 */
	private record Verdict(@Nullable String code, String text) {
	}

	/**
	 * A batch without the records that have an unknown field.
	 *
	 * @param rejections these records
	 * @param rest the others, {@code null} for none
	 */
	record Judged(List<RecordResult> rejections, @Nullable EncodedBatch rest) {
	}

}
