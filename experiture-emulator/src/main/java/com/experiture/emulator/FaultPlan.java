package com.experiture.emulator;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Says how often and what goes wrong with the requests that were chosen by
 * {@link Faults}. Nothing happens before one of the methods that return a
 * {@link FaultRule} is called.
 */
public final class FaultPlan {

	private final Faults owner;

	private final Predicate<Site> scope;

	private final int skip;

	private final int times;

	FaultPlan(Faults owner, Predicate<Site> scope, int skip, int times) {
		this.owner = owner;
		this.scope = scope;
		this.skip = skip;
		this.times = times;
	}

	/**
	 * Strike a number of times, then no more. Default: without end.
	 * @param times how often
	 * @return the changed plan
	 */
	public FaultPlan times(int times) {
		return new FaultPlan(this.owner, this.scope, this.skip, times);
	}

	/**
	 * Let some requests pass first. Default: none.
	 * @param skip how many
	 * @return the changed plan
	 */
	public FaultPlan skip(int skip) {
		return new FaultPlan(this.owner, this.scope, skip, this.times);
	}

	/**
	 * Inject faults: the first one into the first request, and so on, then from the first
	 * again.
	 * @param faults one or more faults
	 * @return the rule
	 */
	public FaultRule inject(Fault... faults) {
		List<Fault> sequence = List.of(faults);
		AtomicInteger next = new AtomicInteger();
		return add(() -> sequence.get(next.getAndIncrement() % sequence.size()));
	}

	/**
	 * Inject faults into a share of the requests, by chance that can be repeated: which
	 * of the requests in the order of their arrival are struck, and by which fault,
	 * depends on the seed alone.
	 * @param seed the seed
	 * @param share the share of requests, from 0 to 1
	 * @param faults one or more faults, each as likely as the others
	 * @return the rule
	 */
	public FaultRule random(long seed, double share, Fault... faults) {
		List<Fault> choice = List.of(faults);
		Random random = new Random(seed);
		return add(() -> {
			boolean struck = random.nextDouble() < share;
			Fault fault = choice.get(random.nextInt(choice.size()));
			return struck ? fault : null;
		});
	}

	/**
	 * Answer with an error status.
	 * @param status the HTTP status
	 * @return the rule
	 * @see Fault#status(int)
	 */
	public FaultRule status(int status) {
		return inject(Fault.status(status));
	}

	/**
	 * Answer with 429.
	 * @param retryAfter the {@code Retry-After} header, or {@code null} for none
	 * @return the rule
	 * @see Fault#rateLimit(String)
	 */
	public FaultRule rateLimit(@Nullable String retryAfter) {
		return inject(Fault.rateLimit(retryAfter));
	}

	private FaultRule add(Supplier<@Nullable Fault> faults) {
		FaultRule rule = new FaultRule(this.owner, this.scope, faults, this.skip, this.times);
		this.owner.add(rule);
		return rule;
	}

}
