package com.experiture.boot.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if settings of the client are missing or wrong.
 */
final class ExperitureConfigurationException extends RuntimeException {

	private final @Nullable String beanName;

	private final transient List<Problem> problems;

	ExperitureConfigurationException(List<Problem> problems) {
		this(problems, null);
	}

	/**
	 * Create an exception.
	 * @param problems what is wrong with the properties
	 * @param cause the underlying failure, if it shows no value
	 */
	ExperitureConfigurationException(List<Problem> problems, @Nullable Throwable cause) {
		super(text(problems), cause);
		this.beanName = null;
		this.problems = problems;
	}

	/**
	 * Create an exception.
	 * @param beanName the name of the connection details that the settings come from
	 * @param problems what is wrong with them
	 */
	ExperitureConfigurationException(String beanName, List<Problem> problems) {
		super("The connection details '" + beanName + "': " + text(problems));
		this.beanName = beanName;
		this.problems = problems;
	}

	static String text(List<Problem> problems) {
		return problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
	}

	/**
	 * Return the name of the connection details, or {@code null} if the properties are
	 * wrong.
	 */
	@Nullable String beanName() {
		return this.beanName;
	}

	/**
	 * Return the same exception with the origins of the properties.
	 */
	ExperitureConfigurationException locatedBy(PropertyOrigins origins) {
		if (this.beanName != null) {
			return this;
		}
		ExperitureConfigurationException located = new ExperitureConfigurationException(this.problems.stream()
			.map((problem) -> problem.origin() != null ? problem
					: new Problem(problem.subject(), problem.reason(), problem.remedy(), origins.of(problem.subject())))
			.toList(), getCause());
		located.setStackTrace(getStackTrace());
		return located;
	}

	List<Problem> problems() {
		return this.problems;
	}

	/**
	 * A setting that is missing or wrong.
	 *
	 * @param subject the name of the property, or the method of the connection details
	 * @param reason what is wrong with it; never its value
	 * @param remedy what the setting should be
	 * @param origin where the property is set, such as a file and line
	 */
	record Problem(String subject, String reason, String remedy, @Nullable String origin) {

		Problem(String subject, String reason, String remedy) {
			this(subject, reason, remedy, null);
		}

		@Override
		public String toString() {
			return this.subject + " " + this.reason + ((this.origin != null) ? " (" + this.origin + ")" : "");
		}

	}

}
