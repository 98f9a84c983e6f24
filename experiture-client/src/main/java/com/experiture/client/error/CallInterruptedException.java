package com.experiture.client.error;

import org.jspecify.annotations.Nullable;

/**
 * The thread was interrupted while it waited for a blocking method, which ended the wait
 * and cancelled its calls that were under way. A record writer goes on delivering what it
 * has taken. The interrupt flag of the thread is set. {@link #effect()} says whether
 * something of it may have been carried out.
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
