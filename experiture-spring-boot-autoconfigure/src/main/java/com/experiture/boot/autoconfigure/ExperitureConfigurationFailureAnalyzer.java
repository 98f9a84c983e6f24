package com.experiture.boot.autoconfigure;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says which settings are at fault, why, and what to write.
 */
final class ExperitureConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<ExperitureConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ExperitureConfigurationException cause) {
		String description = cause.problems()
			.stream()
			.map((problem) -> "    " + problem)
			.collect(Collectors.joining("\n", "The Experiture client cannot be configured:\n\n", ""));
		String action = cause.problems()
			.stream()
			.map((problem) -> "    " + problem.property() + ": " + problem.remedy())
			.collect(Collectors.joining("\n", "Set these properties, for example in application.yml:\n\n",
					"\n\nOr do without the client: experiture.enabled=false"));
		return new FailureAnalysis(description, action, cause);
	}

}
