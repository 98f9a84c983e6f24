package com.experiture.sample;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Skips tests that need a Docker engine and the files of the emulator's image where one
 * of them is missing, and says so.
 */
final class EngineCondition implements ExecutionCondition {

	static final Path IMAGE = Path.of("../experiture-emulator").toAbsolutePath().normalize();

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (!Files.isDirectory(IMAGE.resolve("target/emulator/lib"))) {
			return skipped(context, "the files of the emulator's image are not built; 'mvn verify' builds them");
		}
		try {
			return DockerClientFactory.instance().isDockerAvailable()
					? ConditionEvaluationResult.enabled("An engine and the image's files are there")
					: skipped(context, "no Docker engine answers");
		}
		catch (RuntimeException ex) {
			return skipped(context, "Testcontainers cannot work with the Docker engine: " + ex.getMessage());
		}
	}

	private static ConditionEvaluationResult skipped(ExtensionContext context, String reason) {
		System.out.println("SKIPPED: " + context.getDisplayName() + ", because " + reason);
		return ConditionEvaluationResult.disabled(reason);
	}

}
