package com.experiture.client.observation;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The status of the access token, without the token.
 *
 * @param state whether there is a token
 * @param age how long ago it was granted; {@code null} if there is none
 * @param expiresIn how long it can still be used, until a few seconds before its expiry;
 * {@code null} if there is none
 * @param failure why the last token request failed; {@code null} if it succeeded
 */
public record TokenStatus(State state, @Nullable Duration age, @Nullable Duration expiresIn,
		@Nullable Failure failure) {

	/** The status of a token provider that does not report its status. */
	public static final TokenStatus UNKNOWN = new TokenStatus(State.UNKNOWN, null, null, null);

	/**
	 * Whether there is a token.
	 */
	public enum State {

		/** The token provider does not report it. */
		UNKNOWN,

		/** There is no token: none was needed yet, or the API rejected the last one. */
		NONE,

		/** There is a token that can be used. */
		VALID,

		/** The token has expired; the next call requests another one. */
		EXPIRED

	}

	/**
	 * Why the last token request failed.
	 *
	 * @param reason what happened and what to do; contains nothing confidential
	 * @param transientFailure whether the same request may succeed later
	 * @param age how long ago it happened
	 */
	public record Failure(String reason, boolean transientFailure, Duration age) {
	}

}
