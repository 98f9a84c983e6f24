package com.experiture.emulator;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.fault.FaultInjector;
import com.experiture.emulator.internal.fault.FaultTarget;
import com.experiture.emulator.internal.fault.InjectedFault;
import com.experiture.emulator.internal.fault.InjectionRule;

/**
 * Decides how often and which faults are injected into the requests that {@link Faults}
 * has chosen. Nothing is injected before one of the methods that return a
 * {@link FaultRule} is called.
 */
public final class FaultPlan {

	private final FaultInjector injector;

	private final Predicate<FaultTarget> scope;

	private final int skip;

	private final int times;

	FaultPlan(FaultInjector injector, Predicate<FaultTarget> scope, int skip, int times) {
		this.injector = injector;
		this.scope = scope;
		this.skip = skip;
		this.times = times;
	}

	/**
	 * Limit the number of requests that get a fault. Default: no limit.
	 * @param times the number of requests
	 * @return the changed plan
	 */
	public FaultPlan times(int times) {
		return new FaultPlan(this.injector, this.scope, this.skip, times);
	}

	/**
	 * Let some requests pass first. Default: none.
	 * @param skip the number of requests
	 * @return the changed plan
	 */
	public FaultPlan skip(int skip) {
		return new FaultPlan(this.injector, this.scope, skip, this.times);
	}

	/**
	 * Inject faults in turn: the first one into the first request, and so on, then from
	 * the first again.
	 * @param faults one or more faults
	 * @return the rule
	 */
	public FaultRule inject(Fault... faults) {
		List<Fault> sequence = List.of(faults);
		AtomicInteger next = new AtomicInteger();
		return add(() -> sequence.get(next.getAndIncrement() % sequence.size()).injected());
	}

	/**
	 * Inject faults into a share of the requests, by repeatable chance: which of the
	 * requests in the order of their arrival get a fault, and which one, depends on the
	 * seed alone.
	 * @param seed the seed
	 * @param share the share of requests, from 0 to 1
	 * @param faults one or more faults, each as likely as the others
	 * @return the rule
	 */
	public FaultRule random(long seed, double share, Fault... faults) {
		List<Fault> choice = List.of(faults);
		Random random = new Random(seed);
		return add(() -> {
			boolean chosen = random.nextDouble() < share;
			Fault fault = choice.get(random.nextInt(choice.size()));
			return chosen ? fault.injected() : null;
		});
	}

	/**
	 * Respond with an error status.
	 * @param status the HTTP status
	 * @return the rule
	 * @see Fault#status(int)
	 */
	public FaultRule status(int status) {
		return inject(Fault.status(status));
	}

	/**
	 * Respond with 429.
	 * @param retryAfter the {@code Retry-After} header, or {@code null} for none
	 * @return the rule
	 * @see Fault#rateLimit(String)
	 */
	public FaultRule rateLimit(@Nullable String retryAfter) {
		return inject(Fault.rateLimit(retryAfter));
	}

	private FaultRule add(Supplier<@Nullable InjectedFault> faults) {
		InjectionRule rule = new InjectionRule(this.scope, faults, this.skip, this.times);
		this.injector.add(rule);
		return new FaultRule(this.injector, rule);
	}

}
