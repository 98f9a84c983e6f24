package com.experiture.emulator.internal.fault;

import com.experiture.emulator.internal.protocol.RawResponse;

/**
 * A fault that can be injected into requests.
 *
 * @param name the name, as requests show it
 * @param processed whether the call is processed before the fault is applied
 * @param effect what the fault does
 */
public record InjectedFault(String name, boolean processed, FaultEffect effect) {

	/**
	 * Return a fault that is applied after the call has been processed.
	 * @return this fault, or a changed copy
	 */
	public InjectedFault afterCommit() {
		return this.processed ? this : new InjectedFault(this.name + " after commit", true, this.effect);
	}

	RawResponse apply(FaultTarget target, FaultEffect.Wait wait) {
		return this.effect.apply(target, this.processed ? target.process() : null, wait);
	}

}
