package com.experiture.client.error;

import org.jspecify.annotations.Nullable;

/**
 * The thread was interrupted while it waited in a blocking method. The wait ended, and
 * the calls in flight were cancelled. A record writer continues to deliver the records
 * that it has accepted. The interrupt flag of the thread is set. {@link #effect()} says
 * whether a call may have taken effect.
 */
public final class CallInterruptedException extends ExperitureException {

	/**
	 * Create a new instance.
	 * @param call the last call that was made, with the effect of all calls
	 * @param cause the interrupt
	 */
	public CallInterruptedException(CallDetails call, @Nullable Throwable cause) {
		super(call, "Interrupted while waiting", cause);
	}

	@Override
	public boolean isTransient() {
		return true;
	}

}
