package com.experiture.client.call;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;

/**
 * The key by which the API recognizes a repeated write: for 24 hours, it responds to the
 * same key and body with the stored first response. The API accepts UUIDs of version 4.
 *
 * @param value the key
 */
public record IdempotencyKey(UUID value) {

	/**
	 * How long after its first use a key is repeated. The API remembers keys for 24 hours
	 * (documented); the difference is for requests in flight.
	 */
	public static final Duration MEMORY = Duration.ofHours(23);

	/**
	 * Create a key. Documented: idempotency, keys are UUIDs of version 4.
	 * @throws IllegalArgumentException if it is not a UUID of version 4
	 */
	public IdempotencyKey {
		if (value.version() != 4 || value.variant() != 2) {
			throw new IllegalArgumentException("An idempotency key must be a UUID of version 4");
		}
	}

	/**
	 * Derive a key from business identifiers that make the write unique, so that a
	 * redelivered message is written once. The same parts give the same key on every
	 * machine.
	 * @param parts for example {@code "order", orderId}; their order and boundaries
	 * matter
	 * @return a key in the form of a UUID of version 4
	 * @throws IllegalArgumentException if there is no part, or one that is not a text,
	 * number, boolean, UUID or enum constant: the text of other objects may differ
	 * between machines
	 */
	public static IdempotencyKey of(Object... parts) {
		if (parts.length == 0) {
			throw new IllegalArgumentException("An idempotency key needs at least one part");
		}
		MessageDigest digest = sha256();
		for (Object part : parts) {
			if (!isStable(part)) {
				throw new IllegalArgumentException(
						"A part of an idempotency key must be a text, number, boolean, UUID or enum constant");
			}
			byte[] bytes = part.toString().getBytes(StandardCharsets.UTF_8);
			digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
			digest.update(bytes);
		}
		return ofBytes(Arrays.copyOf(digest.digest(), 16));
	}

	private static boolean isStable(Object part) {
		return part instanceof CharSequence || part instanceof Number || part instanceof Boolean || part instanceof UUID
				|| part instanceof Enum<?>;
	}

	/**
	 * Parse a key.
	 * @param text a UUID of version 4
	 * @return the key
	 * @throws IllegalArgumentException if it is not a UUID of version 4
	 */
	public static IdempotencyKey parse(String text) {
		return new IdempotencyKey(UUID.fromString(text));
	}

	/**
	 * Create a key from bytes, such as random ones or those of a hash.
	 * @param bytes at least 16 bytes; version and variant of the UUID replace some bits
	 * @return the key
	 */
	public static IdempotencyKey ofBytes(byte[] bytes) {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		long high = (buffer.getLong() & ~0xF000L) | 0x4000L;
		long low = (buffer.getLong() & ~(0b11L << 62)) | (0b10L << 62);
		return new IdempotencyKey(new UUID(high, low));
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	@Override
	public String toString() {
		return this.value.toString();
	}

}
