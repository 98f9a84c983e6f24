package com.experiture.emulator.internal.fault;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import com.experiture.emulator.internal.protocol.RawResponse;

/**
 * Processes requests and injects faults into those that a rule chooses. If several rules
 * choose a request, the one that was added first decides.
 */
public final class FaultInjector {

	private final List<InjectionRule> rules = new CopyOnWriteArrayList<>();

	public void add(InjectionRule rule) {
		this.rules.add(rule);
	}

	/**
	 * Remove a rule and end the waits of its faults.
	 * @param rule the rule
	 */
	public void remove(InjectionRule rule) {
		this.rules.remove(rule);
		rule.release();
	}

	public void clear() {
		this.rules.forEach(this::remove);
	}

	/**
	 * Process a request, or apply a fault to it.
	 * @param target the request
	 * @return the response
	 */
	public RawResponse process(FaultTarget target) {
		return process(target, (fault) -> {
		});
	}

	/**
	 * Process a request, or apply a fault to it.
	 * @param target the request
	 * @param listener called with the name of the fault, if there is one
	 * @return the response
	 */
	public RawResponse process(FaultTarget target, Consumer<String> listener) {
		for (InjectionRule rule : this.rules) {
			InjectedFault fault = rule.next(target);
			if (fault != null) {
				listener.accept(fault.name());
				return fault.apply(target, rule::await);
			}
		}
		return target.process();
	}

}
