package com.experiture.emulator;

import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

/**
 * What can be changed while the emulator runs. Each change holds for the requests that
 * arrive after it. Safe for use by several threads.
 */
public final class EmulatorSettings {

	private volatile BatchAnswers batchAnswers = BatchAnswers.JOB;

	private volatile boolean partialBatches;

	private volatile boolean instantJobs;

	private volatile boolean failingJobs;

	private volatile boolean unknownMembers;

	private volatile boolean unknownEnumValues;

	private volatile boolean uniqueListNames;

	private volatile boolean correlationIdInBody = true;

	private volatile @Nullable ZoneId tenantTimezone;

	EmulatorSettings() {
	}

	/**
	 * Choose how batch writes are answered. Default: {@link BatchAnswers#JOB}.
	 * @param batchAnswers the kind of answer
	 * @return this
	 */
	public EmulatorSettings batchAnswers(BatchAnswers batchAnswers) {
		this.batchAnswers = batchAnswers;
		return this;
	}

	/**
	 * Choose whether one bad record spoils its batch. By default the whole batch is
	 * refused with 400 or 422 and the path of the first bad record, and nothing is
	 * stored. When switched on, good records are stored and bad ones are rejected one by
	 * one in the inline results or in the job's.
	 * @param partialBatches whether batches can succeed in part
	 * @return this
	 */
	public EmulatorSettings partialBatches(boolean partialBatches) {
		this.partialBatches = partialBatches;
		return this;
	}

	/**
	 * Choose how jobs advance: by default one step with each poll ({@code pending},
	 * {@code running}, {@code completed}); when switched on a job has ended at the first
	 * poll. The same holds for import jobs and campaign executions.
	 * @param instantJobs whether jobs end at once
	 * @return this
	 */
	public EmulatorSettings instantJobs(boolean instantJobs) {
		this.instantJobs = instantJobs;
		return this;
	}

	/**
	 * Let import jobs and campaign executions end as {@code failed}.
	 * @param failingJobs whether jobs fail
	 * @return this
	 */
	public EmulatorSettings failingJobs(boolean failingJobs) {
		this.failingJobs = failingJobs;
		return this;
	}

	/**
	 * Add members that no client knows to every JSON object of every answer, record
	 * contents excepted.
	 * @param unknownMembers whether unknown members are added
	 * @return this
	 */
	public EmulatorSettings unknownMembers(boolean unknownMembers) {
		this.unknownMembers = unknownMembers;
		return this;
	}

	/**
	 * Replace every enum value of every answer by one that no client knows: its text with
	 * {@code _from_the_future} behind it. With it a poll for a final state does not end.
	 * @param unknownEnumValues whether enum values are replaced
	 * @return this
	 */
	public EmulatorSettings unknownEnumValues(boolean unknownEnumValues) {
		this.unknownEnumValues = unknownEnumValues;
		return this;
	}

	/**
	 * Choose whether a list can be created, renamed or made by an import with the name of
	 * another list. The documentation advises unique names and does not say that others
	 * are refused, so they are accepted by default. When switched on they are refused
	 * with 400.
	 * @param uniqueListNames whether names must be unique
	 * @return this
	 */
	public EmulatorSettings uniqueListNames(boolean uniqueListNames) {
		this.uniqueListNames = uniqueListNames;
		return this;
	}

	/**
	 * Choose whether the envelope of a success has the correlation id beside the header
	 * {@code x-correlation-id}: some documented examples have it, others do not. By
	 * default it has.
	 * @param correlationIdInBody whether the body has the id
	 * @return this
	 */
	public EmulatorSettings correlationIdInBody(boolean correlationIdInBody) {
		this.correlationIdInBody = correlationIdInBody;
		return this;
	}

	/**
	 * Set the time zone of the tenant, which schedules of direct mail without a time zone
	 * get (documented). Without it they get UTC, as all other schedules do.
	 * @param tenantTimezone the time zone, or {@code null} for none
	 * @return this
	 */
	public EmulatorSettings tenantTimezone(@Nullable ZoneId tenantTimezone) {
		this.tenantTimezone = tenantTimezone;
		return this;
	}

	BatchAnswers batchAnswers() {
		return this.batchAnswers;
	}

	boolean partialBatches() {
		return this.partialBatches;
	}

	boolean instantJobs() {
		return this.instantJobs;
	}

	boolean failingJobs() {
		return this.failingJobs;
	}

	boolean unknownMembers() {
		return this.unknownMembers;
	}

	boolean unknownEnumValues() {
		return this.unknownEnumValues;
	}

	boolean uniqueListNames() {
		return this.uniqueListNames;
	}

	boolean correlationIdInBody() {
		return this.correlationIdInBody;
	}

	@Nullable ZoneId tenantTimezone() {
		return this.tenantTimezone;
	}

	EmulatorSettings copyFrom(EmulatorSettings other) {
		return batchAnswers(other.batchAnswers).partialBatches(other.partialBatches)
			.instantJobs(other.instantJobs)
			.failingJobs(other.failingJobs)
			.unknownMembers(other.unknownMembers)
			.unknownEnumValues(other.unknownEnumValues)
			.uniqueListNames(other.uniqueListNames)
			.correlationIdInBody(other.correlationIdInBody)
			.tenantTimezone(other.tenantTimezone);
	}

}
