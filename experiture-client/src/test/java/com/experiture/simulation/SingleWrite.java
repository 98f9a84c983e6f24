package com.experiture.simulation;

import java.time.Duration;
import java.util.Map;

import reactor.core.publisher.Mono;

import com.experiture.client.call.CallOptions;
import com.experiture.client.call.IdempotencyKey;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.receipt.WriteReceipt;
import com.experiture.client.records.ReactiveRecordsClient;

/**
 * Writes one record. Some applications repeat a failed write, with the same key or, if it
 * had no effect, with a new one.
 */
final class SingleWrite extends Operation {

	private final Map<String, Object> record;

	private final boolean upsert;

	private int repetitions;

	private boolean succeeded;

	private Effect worst = Effect.NONE;

	SingleWrite(Application application) {
		super(application, "write");
		this.record = application.record(name());
		this.upsert = application.chance(0.4);
		this.repetitions = application.chance(0.4) ? application.between(1, 3) : 0;
	}

	@Override
	void start() {
		attempt(CallOptions.none());
	}

	private void attempt(CallOptions options) {
		Duration limit = application().chance(0.2) ? application().millis(1, 5_000) : application().callTimeout();
		ReactiveRecordsClient records = application().client()
			.reactive()
			.records()
			.with(options.toBuilder().timeout(limit).build());
		Mono<WriteReceipt> write = this.upsert ? records.upsert("profiles", this.record, "email")
				: records.append("orders", this.record);
		call(write, limit, (receipt) -> this.succeeded = true, (failure) -> {
			if (failure instanceof ExperitureException known) {
				this.worst = this.worst.and(known.effect());
				if (this.repetitions-- > 0) {
					// With the first key, unless the write is known to have had no
					// effect.
					String key = (options.idempotencyKey() != null) ? options.idempotencyKey().toString()
							: known.call().idempotencyKey();
					attempt((this.worst == Effect.NONE || key == null) ? CallOptions.none()
							: CallOptions.builder().idempotencyKey(IdempotencyKey.parse(key)).build());
				}
			}
		});
	}

	@Override
	void check() {
		int written = application().effects().of(Application.id(this.record));
		application().checks().that(written <= 1, "a record is written at most once", "%s: %s times", name(), written);
		if (this.succeeded) {
			application().checks()
				.that(written == 1, "a success has its effect", "%s: written %s times", name(), written);
		}
		else if (!isCancelled() && this.worst == Effect.NONE) {
			application().checks()
				.that(written == 0, "a failure without effect has none", "%s: %s times", name(), written);
		}
		else if (this.worst == Effect.DONE) {
			application().checks()
				.that(written == 1, "a confirmed effect has happened", "%s: %s times", name(), written);
		}
	}

}
