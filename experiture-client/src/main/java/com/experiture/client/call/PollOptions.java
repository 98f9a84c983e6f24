package com.experiture.client.call;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import com.experiture.client.settings.DurationLimits;

/**
 * Options for waiting until a job has ended, by reading its state again and again.
 *
 * @param <T> the type of the state, such as
 * {@link com.experiture.client.receipt.RecordsJob}
 */
public final class PollOptions<T> {

	private final Duration timeout;

	private final Duration shortestInterval;

	private final Duration longestInterval;

	private final @Nullable Predicate<? super T> until;

	private final @Nullable Consumer<? super T> onProgress;

	private PollOptions(Builder<T> builder, Duration timeout) {
		this.timeout = timeout;
		this.shortestInterval = builder.shortestInterval;
		this.longestInterval = builder.longestInterval;
		this.until = builder.until;
		this.onProgress = builder.onProgress;
	}

	/**
	 * Start building options. The timeout must be set. The type is needed for a condition
	 * or a listener only, such as in {@code PollOptions.<ImportJob>builder()}.
	 * @param <T> the type of the state
	 * @return a builder
	 */
	public static <T> Builder<T> builder() {
		return new Builder<>();
	}

	/**
	 * Start building options that differ from these.
	 * @return a builder with the values of these options
	 */
	public Builder<T> toBuilder() {
		Builder<T> builder = new Builder<>();
		builder.timeout = this.timeout;
		builder.shortestInterval = this.shortestInterval;
		builder.longestInterval = this.longestInterval;
		builder.until = this.until;
		builder.onProgress = this.onProgress;
		return builder;
	}

	/**
	 * Return the maximum duration of the wait. A last read may take as long as the
	 * shortest interval beyond it.
	 * @return the timeout
	 */
	public Duration timeout() {
		return this.timeout;
	}

	/**
	 * Return the time between two reads after the state has changed.
	 * @return the interval
	 */
	public Duration shortestInterval() {
		return this.shortestInterval;
	}

	/**
	 * Return the time between two reads to which the interval grows while the state stays
	 * the same.
	 * @return the interval
	 */
	public Duration longestInterval() {
		return this.longestInterval;
	}

	/**
	 * Return the condition that ends the wait.
	 * @return the condition, or {@code null} if the documented final states end it
	 */
	public @Nullable Predicate<? super T> until() {
		return this.until;
	}

	/**
	 * Return the listener that is called after each read.
	 * @return the listener, or {@code null} if there is none
	 */
	public @Nullable Consumer<? super T> onProgress() {
		return this.onProgress;
	}

	/**
	 * Builds {@link PollOptions}.
	 *
	 * @param <T> the type of the state
	 */
	public static final class Builder<T> {

		private @Nullable Duration timeout;

		private Duration shortestInterval = Duration.ofSeconds(1);

		private Duration longestInterval = Duration.ofMinutes(1);

		private @Nullable Predicate<? super T> until;

		private @Nullable Consumer<? super T> onProgress;

		private Builder() {
		}

		/**
		 * Set the maximum duration of the wait. A last read may take as long as the
		 * shortest interval beyond it.
		 * @param timeout the timeout
		 * @return this builder
		 * @throws IllegalArgumentException if it is not positive, or longer than 365 days
		 */
		public Builder<T> timeout(Duration timeout) {
			this.timeout = DurationLimits.positive("timeout", timeout);
			return this;
		}

		/**
		 * Set the intervals between two reads. Each is shortened by up to half at random,
		 * so that many waits do not read at the same time.
		 * @param shortest the interval after the state has changed, 1 second by default
		 * @param longest the interval to which it grows while the state stays the same,
		 * even if the job makes progress; 1 minute by default
		 * @return this builder
		 * @throws IllegalArgumentException if one of them is not positive or longer than
		 * 365 days, or the longest is shorter than the shortest
		 */
		public Builder<T> intervals(Duration shortest, Duration longest) {
			DurationLimits.positive("shortestInterval", shortest);
			DurationLimits.positive("longestInterval", longest);
			if (longest.compareTo(shortest) < 0) {
				throw new IllegalArgumentException("The longest interval must not be shorter than the shortest");
			}
			this.shortestInterval = shortest;
			this.longestInterval = longest;
			return this;
		}

		/**
		 * Set the condition that ends the wait, for states that the API does not
		 * document. By default, the documented final states end it; unknown states do
		 * not.
		 * @param condition returns whether the job has ended
		 * @return this builder
		 */
		public Builder<T> until(Predicate<? super T> condition) {
			this.until = condition;
			return this;
		}

		/**
		 * Set a listener that is called after each read, on one thread at a time. It must
		 * not block. Exceptions that it throws are logged and do not end the wait.
		 * @param listener receives the state; none by default
		 * @return this builder
		 */
		public Builder<T> onProgress(Consumer<? super T> listener) {
			this.onProgress = listener;
			return this;
		}

		/**
		 * Build the options.
		 * @return the options
		 * @throws IllegalStateException if the timeout is not set
		 */
		public PollOptions<T> build() {
			if (this.timeout == null) {
				throw new IllegalStateException("The timeout of a wait must be set");
			}
			return new PollOptions<>(this, this.timeout);
		}

	}

}
