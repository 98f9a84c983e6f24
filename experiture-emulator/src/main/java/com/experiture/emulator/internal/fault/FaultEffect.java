package com.experiture.emulator.internal.fault;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.protocol.RawResponse;

/**
 * What a fault does to a request.
 */
@FunctionalInterface
public interface FaultEffect {

	/**
	 * Apply the fault.
	 * @param target the request
	 * @param processed the response of the call, or {@code null} if the call has not been
	 * processed
	 * @param wait waits on behalf of the fault
	 * @return the response to send
	 */
	RawResponse apply(FaultTarget target, @Nullable RawResponse processed, Wait wait);

	/**
	 * A wait that ends early if the fault is removed.
	 */
	@FunctionalInterface
	interface Wait {

		/**
		 * Wait.
		 * @param time the longest time to wait
		 */
		void await(Duration time);

	}

}
