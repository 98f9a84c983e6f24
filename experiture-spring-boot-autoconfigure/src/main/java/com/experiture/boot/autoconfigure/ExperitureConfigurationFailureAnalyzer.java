package com.experiture.boot.autoconfigure;

import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import com.experiture.boot.autoconfigure.ExperitureConfigurationException.Problem;

/**
 * {@link AbstractFailureAnalyzer} for an {@link ExperitureConfigurationException}.
 */
@Order(ExperitureConfigurationFailureAnalyzer.BEFORE_SPRING_BOOT)
final class ExperitureConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<ExperitureConfigurationException> {

	// Spring Boot's analyzer of bind exceptions prints values.
	static final int BEFORE_SPRING_BOOT = Ordered.LOWEST_PRECEDENCE - 100;

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ExperitureConfigurationException cause) {
		String bean = cause.beanName();
		String source = (bean != null) ? "The connection details '" + bean + "' of the Experiture client cannot be used"
				: "The Experiture client cannot be configured";
		String remedy = (bean != null) ? "Update this bean to return"
				: "Set these properties, for example in application.yml";
		String description = lines(cause, source + ":\n\n", Problem::toString);
		String action = lines(cause, remedy + ":\n\n", (problem) -> problem.subject() + ": " + problem.remedy())
				+ "\n\nAlternatively, disable the client with experiture.enabled=false.";
		return new FailureAnalysis(description, action, cause);
	}

	private static String lines(ExperitureConfigurationException cause, String first, Function<Problem, String> line) {
		return cause.problems()
			.stream()
			.map((problem) -> "    " + line.apply(problem))
			.collect(Collectors.joining("\n", first, ""));
	}

}
