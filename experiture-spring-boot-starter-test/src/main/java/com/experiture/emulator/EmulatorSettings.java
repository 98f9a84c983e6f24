package com.experiture.emulator;

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

	EmulatorSettings copyFrom(EmulatorSettings other) {
		return batchAnswers(other.batchAnswers).partialBatches(other.partialBatches)
			.instantJobs(other.instantJobs)
			.failingJobs(other.failingJobs)
			.unknownMembers(other.unknownMembers)
			.unknownEnumValues(other.unknownEnumValues);
	}

}
