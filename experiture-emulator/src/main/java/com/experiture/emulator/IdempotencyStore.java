package com.experiture.emulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The stored first answers by idempotency key. Calls with the same key wait for each
 * other, so that they have one effect together; calls with different keys do not.
 */
final class IdempotencyStore {

	private static final Duration RETENTION = Duration.ofHours(24);

	private static final Pattern UUID_V4 = Pattern
		.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");

	private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();

	private final ConcurrentLinkedQueue<Entry> byAge = new ConcurrentLinkedQueue<>();

	/**
	 * Do the work once per key.
	 * @param key the key
	 * @param call what is asked for
	 * @param now the time by the emulator's clock
	 * @param work the work, whose answer is kept if it succeeds
	 * @return the answer, stored or new
	 */
	Outcome once(String key, HttpCall call, Instant now, Supplier<Reply> work) {
		if (!UUID_V4.matcher(key).matches()) {
			throw ApiProblem.invalid("The idempotency key must be a UUID v4", "Idempotency-Key", key);
		}
		purge(now);
		byte[] fingerprint = fingerprint(call);
		while (true) {
			Entry entry = this.entries.computeIfAbsent(key, Entry::new);
			synchronized (entry) {
				if (entry.abandoned) {
					continue;
				}
				Reply stored = entry.reply;
				if (stored != null) {
					if (!Arrays.equals(entry.fingerprint, fingerprint)) {
						throw BeyondDocumentation.IDEMPOTENCY_KEY_REUSED.mark(ApiProblem
							.invalid("The idempotency key was used for another request", "Idempotency-Key", key));
					}
					return new Outcome(stored, true);
				}
				return new Outcome(first(entry, fingerprint, now, work), false);
			}
		}
	}

	void clear() {
		this.entries.clear();
		this.byAge.clear();
	}

	private Reply first(Entry entry, byte[] fingerprint, Instant now, Supplier<Reply> work) {
		boolean kept = false;
		try {
			Reply reply = work.get();
			kept = reply.status() < 300;
			if (kept) {
				entry.fingerprint = fingerprint;
				entry.storedAt = now;
				// A replay is sent with headers of its own.
				entry.reply = new Reply(reply.status(), Map.of(), reply.body());
				this.byAge.add(entry);
			}
			return reply;
		}
		finally {
			if (!kept) {
				entry.abandoned = true;
				this.entries.remove(entry.key, entry);
			}
		}
	}

	private void purge(Instant now) {
		Entry eldest = this.byAge.peek();
		while (eldest != null && !now.isBefore(eldest.storedAt.plus(RETENTION)) && this.byAge.remove(eldest)) {
			synchronized (eldest) {
				eldest.abandoned = true;
				this.entries.remove(eldest.key, eldest);
			}
			eldest = this.byAge.peek();
		}
	}

	private static byte[] fingerprint(HttpCall call) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update((call.method() + " " + call.path() + "\n").getBytes(StandardCharsets.UTF_8));
			return digest.digest(call.body());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	record Outcome(Reply reply, boolean replayed) {
	}

	private static final class Entry {

		private final String key;

		private byte[] fingerprint = {};

		private Instant storedAt = Instant.EPOCH;

		private @Nullable Reply reply;

		private boolean abandoned;

		Entry(String key) {
			this.key = key;
		}

	}

}
