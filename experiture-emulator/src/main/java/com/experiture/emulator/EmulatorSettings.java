package com.experiture.emulator;

import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.protocol.Behavior;
import com.experiture.emulator.internal.protocol.Behaviors;

/**
 * Settings that can be changed while the emulator is running. A change applies to the
 * requests that arrive after it. Safe for use by several threads.
 */
public final class EmulatorSettings {

	private final Behaviors behaviors;

	EmulatorSettings(Behaviors behaviors) {
		this.behaviors = behaviors;
	}

	/**
	 * Choose the response of batch writes. Default: {@link BatchResponseMode#JOB}.
	 * @param batchResponseMode the kind of response
	 * @return this
	 */
	public EmulatorSettings batchResponseMode(BatchResponseMode batchResponseMode) {
		with(Behavior.BATCH_JOBS, batchResponseMode == BatchResponseMode.JOB);
		return with(Behavior.BATCH_RESULTS, batchResponseMode == BatchResponseMode.INLINE);
	}

	/**
	 * Choose whether a batch with invalid records succeeds in part. By default the whole
	 * batch is rejected with 400 or 422 and the path of the first invalid record, and
	 * nothing is stored. If enabled, the valid records are stored, and the invalid ones
	 * are rejected one by one in the inline results or in those of the job.
	 * @param partialBatches whether batches can succeed in part
	 * @return this
	 */
	public EmulatorSettings partialBatches(boolean partialBatches) {
		return with(Behavior.PARTIAL_BATCHES, partialBatches);
	}

	/**
	 * Choose how jobs advance. By default they advance one step with each poll
	 * ({@code pending}, {@code running}, {@code completed}). If enabled, a job has ended
	 * at the first poll. The same applies to import jobs and campaign executions.
	 * @param instantJobs whether jobs end at once
	 * @return this
	 */
	public EmulatorSettings instantJobs(boolean instantJobs) {
		return with(Behavior.INSTANT_JOBS, instantJobs);
	}

	/**
	 * Choose whether import jobs and campaign executions end as {@code failed}.
	 * @param failingJobs whether jobs fail
	 * @return this
	 */
	public EmulatorSettings failingJobs(boolean failingJobs) {
		return with(Behavior.FAILING_JOBS, failingJobs);
	}

	/**
	 * Choose whether every JSON object of every response gets a field that no client
	 * knows. The contents of records are not changed.
	 * @param unknownFields whether unknown fields are added
	 * @return this
	 */
	public EmulatorSettings unknownFields(boolean unknownFields) {
		return with(Behavior.UNKNOWN_FIELDS, unknownFields);
	}

	/**
	 * Choose whether every enum value of every response is replaced by one that no client
	 * knows: its text and {@code _from_the_future}. Then a job never reaches a final
	 * state.
	 * @param unknownEnumValues whether enum values are replaced
	 * @return this
	 */
	public EmulatorSettings unknownEnumValues(boolean unknownEnumValues) {
		return with(Behavior.UNKNOWN_ENUM_VALUES, unknownEnumValues);
	}

	/**
	 * Choose whether lists need unique names. The documentation advises unique names and
	 * does not say that others are rejected, so a list can get the name of another list
	 * by default. If enabled, that is rejected with 400, also for lists that an import
	 * creates.
	 * @param uniqueListNames whether names must be unique
	 * @return this
	 */
	public EmulatorSettings uniqueListNames(boolean uniqueListNames) {
		return with(Behavior.UNIQUE_LIST_NAMES, uniqueListNames);
	}

	/**
	 * Choose whether the envelope of a success has the correlation id in addition to the
	 * header {@code x-correlation-id}. Some documented examples have it, others do not.
	 * By default it has.
	 * @param correlationIdInBody whether the body has the id
	 * @return this
	 */
	public EmulatorSettings correlationIdInBody(boolean correlationIdInBody) {
		return with(Behavior.CORRELATION_ID_IN_BODY, correlationIdInBody);
	}

	/**
	 * Set the time zone of the tenant. Schedules of direct mail without a time zone get
	 * it (documented). If it is not set, they get UTC, like all other schedules.
	 * @param tenantTimezone the time zone, or {@code null} for none
	 * @return this
	 */
	public EmulatorSettings tenantTimezone(@Nullable ZoneId tenantTimezone) {
		this.behaviors.tenantTimezone(tenantTimezone);
		return this;
	}

	private EmulatorSettings with(Behavior behavior, boolean value) {
		this.behaviors.set(behavior, value);
		return this;
	}

}
