package com.experiture.emulator.internal.api;

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

import com.experiture.emulator.internal.protocol.ApiProblem;
import com.experiture.emulator.internal.protocol.BeyondDocumentation;
import com.experiture.emulator.internal.protocol.RawRequest;
import com.experiture.emulator.internal.protocol.RawResponse;

/**
 * The stored responses by idempotency key. Calls with the same key wait for each other,
 * so that they have one effect together; calls with different keys do not wait.
 */
public final class IdempotencyStore {

	private static final Duration RETENTION = Duration.ofHours(24);

	private static final Pattern UUID_V4 = Pattern
		.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");

	private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();

	private final ConcurrentLinkedQueue<Entry> byAge = new ConcurrentLinkedQueue<>();

	/**
	 * Do the work once per key.
	 * @param key the key
	 * @param request the request, which must be the same whenever the key comes back
	 * @param now the time by the emulator's clock
	 * @param work the work, whose response is kept if it succeeds
	 * @return the response, stored or new
	 */
	Outcome once(String key, RawRequest request, Instant now, Supplier<RawResponse> work) {
		if (!UUID_V4.matcher(key).matches()) {
			throw ApiProblem.invalid("The idempotency key must be a UUID v4", "Idempotency-Key", key);
		}
		purge(now);
		byte[] fingerprint = fingerprint(request);
		while (true) {
			Entry entry = this.entries.computeIfAbsent(key, Entry::new);
			synchronized (entry) {
				if (entry.abandoned) {
					continue;
				}
				RawResponse stored = entry.response;
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

	public void clear() {
		this.entries.clear();
		this.byAge.clear();
	}

	private RawResponse first(Entry entry, byte[] fingerprint, Instant now, Supplier<RawResponse> work) {
		boolean kept = false;
		try {
			RawResponse response = work.get();
			kept = response.status() < 300;
			if (kept) {
				entry.fingerprint = fingerprint;
				entry.storedAt = now;
				// A replay is sent with headers of its own.
				entry.response = new RawResponse(response.status(), Map.of(), response.body());
				this.byAge.add(entry);
			}
			return response;
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

	private static byte[] fingerprint(RawRequest request) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update((request.method() + " " + request.path() + "\n").getBytes(StandardCharsets.UTF_8));
			return digest.digest(request.body());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	record Outcome(RawResponse response, boolean replayed) {
	}

	private static final class Entry {

		private final String key;

		private byte[] fingerprint = {};

		private Instant storedAt = Instant.EPOCH;

		private @Nullable RawResponse response;

		private boolean abandoned;

		Entry(String key) {
			this.key = key;
		}

	}

}
