package com.experiture.boot.autoconfigure;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says which beans compete for a workspace, and how to tell them apart.
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
		String action = "Remove all but one of them, or mark one as @Primary. A bean for another workspace bears its "
				+ "name: @Qualifier(\"<workspace>\") beside @Bean, for a workspace that is configured under "
				+ "experiture.workspaces.<workspace>.";
		return new FailureAnalysis(description, action, cause);
	}

}
