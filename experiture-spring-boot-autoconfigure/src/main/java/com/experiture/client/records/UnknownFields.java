package com.experiture.client.records;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import com.experiture.client.error.ServerText;
import com.experiture.client.http.CallOptions;
import com.experiture.client.http.CallPipeline;
import com.experiture.client.json.EncodedBatch;
import com.experiture.client.json.SimilarNames;
import com.experiture.client.metadata.FieldNames;
import com.experiture.client.metadata.ReactiveMetadataClient;

/**
 * The fields of records that their object does not have. If the API refuses records one
 * after the other for the same field and code, the schema of the object is read once; if
 * the field is not in it, the other records with that field are rejected here instead of
 * with a request each. A schema that cannot be read or understood proves nothing.
 */
final class UnknownFields {

	/** As many refusals in succession for the same field and code call for the schema. */
	static final int SUSPICIOUS = 5;

	// A field can be added to the object at any time.
	private static final long LIFETIME = Duration.ofMinutes(5).toNanos();

	// The records wait for the schema meanwhile.
	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final int MAX_FIELDS = 1_000;

	private static final Pattern FIRST_NAME = Pattern.compile("\\W*([^.\\[\\]/'\"]+).*", Pattern.DOTALL);

	private final CallPipeline pipeline;

	private final String objectName;

	private final long created;

	private final Mono<Optional<FieldNames>> known;

	private final Map<String, Boolean> judged = new ConcurrentHashMap<>();

	private final Map<String, Verdict> unknown = new ConcurrentHashMap<>();

	private final Map<String, Long> rejected = new HashMap<>();

	private long counted;

	UnknownFields(CallPipeline pipeline, @Nullable String correlationId, String objectName) {
		this.pipeline = pipeline;
		this.objectName = objectName;
		this.created = pipeline.nanoTime().getAsLong();
		this.known = ReactiveMetadataClient.create(pipeline)
			.with(new CallOptions(null, correlationId, TIMEOUT))
			.getObject(objectName)
			.map(FieldNames::of)
			.onErrorReturn(Optional.empty())
			.cache();
	}

	/**
	 * Look at refusals that follow each other, and read the schema if they have one
	 * cause.
	 * @param refusals the latest refusals, the last of them last
	 * @return completes when the field is judged
	 */
	Mono<Void> examine(List<RecordOutcome> refusals) {
		String field = suspect(refusals);
		if (field == null || this.judged.putIfAbsent(field, true) != null) {
			return Mono.empty();
		}
		String code = refusals.get(refusals.size() - 1).code();
		return this.known.doOnNext((names) -> names.ifPresent((known) -> judge(field, code, known))).then();
	}

	private static @Nullable String suspect(List<RecordOutcome> refusals) {
		int size = refusals.size();
		if (size < SUSPICIOUS) {
			return null;
		}
		RecordOutcome last = refusals.get(size - 1);
		String field = field(last.path());
		if (field == null) {
			return null;
		}
		for (RecordOutcome refusal : refusals.subList(size - SUSPICIOUS, size)) {
			if (!field.equals(field(refusal.path())) || !Objects.equals(last.code(), refusal.code())) {
				return null;
			}
		}
		return field;
	}

	private void judge(String field, @Nullable String code, FieldNames names) {
		if (names.contains(field)) {
			return;
		}
		String similar = names.nearest(field);
		StringBuilder text = new StringBuilder("is not a field of ").append(ServerText.id(this.objectName));
		if (similar != null) {
			text.append(" (did you mean ").append(ServerText.text(similar)).append('?');
			text.append(SimilarNames.isSameInOtherCase(field, similar)
					? " experiture.records.naming decides how the fields of objects are named)" : ")");
		}
		this.unknown.put(field, new Verdict(code, text.toString()));
	}

	boolean isOutdated() {
		return this.pipeline.nanoTime().getAsLong() - this.created > LIFETIME;
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
	 * @return what is wrong with the field that most of the records so far have, or
	 * {@code null} if most of them have no unknown field
	 */
	synchronized @Nullable String count(Collection<RecordOutcome> rejections, int size) {
		this.counted += size;
		for (RecordOutcome rejection : rejections) {
			String field = field(rejection.path());
			if (field != null && (this.rejected.size() < MAX_FIELDS || this.rejected.containsKey(field))) {
				this.rejected.merge(field, 1L, Long::sum);
			}
		}
		for (Map.Entry<String, Verdict> field : this.unknown.entrySet()) {
			if (2 * this.rejected.getOrDefault(field.getKey(), 0L) > this.counted) {
				return ServerText.text(field.getKey()) + " " + field.getValue().text();
			}
		}
		return null;
	}

	/**
	 * Divide a batch by whether its records have a field that is unknown.
	 */
	Judged judge(EncodedBatch batch) {
		List<RecordOutcome> rejections = new ArrayList<>();
		BitSet rest = new BitSet();
		for (int i = 0; i < batch.size(); i++) {
			String field = unknownField(batch.record(i));
			Verdict verdict = (field != null) ? this.unknown.get(field) : null;
			if (verdict == null) {
				rest.set(i);
			}
			else {
				rejections.add(new RecordOutcome(batch.indexes()[i], false, verdict.code(), field, verdict.text()));
			}
		}
		return new Judged(rejections, rejections.isEmpty() ? batch : rest.isEmpty() ? null : batch.only(rest));
	}

	private @Nullable String unknownField(byte[] json) {
		try (JsonParser parser = this.pipeline.json().parser(json)) {
			if (parser.nextToken() == JsonToken.START_OBJECT) {
				while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
					String name = parser.currentName();
					if (this.unknown.containsKey(name)) {
						return name;
					}
					parser.nextToken();
					parser.skipChildren();
				}
			}
		}
		return null;
	}

	/**
	 * Return the field of a record that a path names or leads through.
	 */
	private static @Nullable String field(@Nullable String path) {
		Matcher matcher = FIRST_NAME.matcher((path != null) ? path : "");
		return matcher.matches() ? matcher.group(1) : null;
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
	record Judged(List<RecordOutcome> rejections, @Nullable EncodedBatch rest) {
	}

}
