package com.experiture.client.observation;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The state of the access token, without the token.
 *
 * @param state whether there is a token
 * @param age how long ago it was granted; {@code null} where there is none
 * @param expiresIn how long it can still be used, a margin of a few seconds before its
 * expiry taken off; {@code null} where there is none
 * @param failure why the last request for a token failed; {@code null} where it succeeded
 */
public record TokenStatus(State state, @Nullable Duration age, @Nullable Duration expiresIn,
		@Nullable Failure failure) {

	/** What a provider says that keeps its state to itself. */
	public static final TokenStatus UNKNOWN = new TokenStatus(State.UNKNOWN, null, null, null);

	/**
	 * Whether there is a token.
	 */
	public enum State {

		/** The provider does not say. */
		UNKNOWN,

		/** There is none: none was needed yet, or the API rejected the last one. */
		NONE,

		/** There is one that can be used. */
		VALID,

		/** There was one; the next call asks for another. */
		EXPIRED

	}

	/**
	 * Why the last request for a token failed.
	 *
	 * @param reason what happened and what to do; contains nothing confidential
	 * @param passing whether the same request may succeed a moment later
	 * @param age how long ago it happened
	 */
	public record Failure(String reason, boolean passing, Duration age) {
	}

}
