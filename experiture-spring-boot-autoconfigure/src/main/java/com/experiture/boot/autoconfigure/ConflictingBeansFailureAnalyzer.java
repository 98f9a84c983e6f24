package com.experiture.boot.autoconfigure;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * {@link AbstractFailureAnalyzer} for a {@link ConflictingBeansException}.
 */
final class ConflictingBeansFailureAnalyzer extends AbstractFailureAnalyzer<ConflictingBeansException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ConflictingBeansException cause) {
		String type = cause.type().getSimpleName();
		String description = cause.names()
			.stream()
			.map((name) -> "    - " + name)
			.collect(Collectors.joining("\n", "The Experiture workspace '" + cause.workspace() + "' needs a single "
					+ type + ", but " + cause.names().size() + " beans of this type belong to it:\n\n", ""));
		String action = "Remove all but one of them, or mark one as @Primary. If a bean is for another workspace, "
				+ "add @Qualifier(\"<workspace>\") to its @Bean method. The workspace must be configured under "
				+ "experiture.workspaces.<workspace>.";
		return new FailureAnalysis(description, action, cause);
	}

}
