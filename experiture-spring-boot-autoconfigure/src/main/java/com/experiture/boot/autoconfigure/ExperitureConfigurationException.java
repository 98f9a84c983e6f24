package com.experiture.boot.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The settings of the client are missing or wrong.
 */
final class ExperitureConfigurationException extends RuntimeException {

	private final transient List<Problem> problems;

	ExperitureConfigurationException(List<Problem> problems) {
		super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
		this.problems = problems;
	}

	List<Problem> problems() {
		return this.problems;
	}

	/**
	 * One setting at fault.
	 *
	 * @param property the name of the property
	 * @param reason what is wrong with it; never its value
	 * @param remedy what to write
	 */
	record Problem(String property, String reason, String remedy) {

		@Override
		public String toString() {
			return this.property + " " + this.reason;
		}

	}

}
