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
 * Writes one record; some applications repeat what failed, under the same key or, where
 * nothing can have happened, under a new one.
 */
final class SingleWrite extends Operation {

	private final Map<String, Object> record;

	private final boolean upsert;

	private int repetitions;

	private boolean succeeded;

	private Effect worst = Effect.NONE;

	SingleWrite(World world) {
		super(world, "write");
		this.record = world.record(name());
		this.upsert = world.chance(0.4);
		this.repetitions = world.chance(0.4) ? world.between(1, 3) : 0;
	}

	@Override
	void start() {
		attempt(CallOptions.none());
	}

	private void attempt(CallOptions options) {
		Duration limit = world().chance(0.2) ? world().millis(1, 5_000) : world().callTimeout();
		ReactiveRecordsClient records = world().client()
			.reactive()
			.records()
			.with(options.toBuilder().timeout(limit).build());
		Mono<WriteReceipt> write = this.upsert ? records.upsert("profiles", this.record, "email")
				: records.append("orders", this.record);
		call(write, limit, (receipt) -> this.succeeded = true, (failure) -> {
			if (failure instanceof ExperitureException known) {
				this.worst = this.worst.and(known.effect());
				if (this.repetitions-- > 0) {
					// Under the first key unless it is known that nothing has happened.
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
		int written = world().effects().of(World.id(this.record));
		world().checks().that(written <= 1, "a record is written once at most", "%s: %s times", name(), written);
		if (this.succeeded) {
			world().checks().that(written == 1, "a success has its effect", "%s: written %s times", name(), written);
		}
		else if (!isCancelled() && this.worst == Effect.NONE) {
			world().checks().that(written == 0, "a failure without effect has none", "%s: %s times", name(), written);
		}
		else if (this.worst == Effect.DONE) {
			world().checks().that(written == 1, "an effect that is done is there", "%s: %s times", name(), written);
		}
	}

}
