package com.experiture.boot.autoconfigure;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for mistakes in the configuration, which are reported with their origin and
 * without values.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationMistakesTests {

	@TempDir
	Path directory;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, ExperitureAutoConfiguration.class))
		.withPropertyValues("experiture.client-id=id", "experiture.client-secret=s3cr3t",
				"experiture.token-uri=https://auth.example.com/token");

	@BeforeEach
	void showWarnings() {
		((Logger) LoggerFactory.getLogger(UnknownProperties.class)).setLevel(Level.WARN);
	}

	@ParameterizedTest
	@CsvSource({ "experiture.call-timeut, experiture.call-timeout", "experiture.callTimeut, experiture.call-timeout",
			"experiture.client.base-url, experiture.base-url", "experiture.api.baseUrl, experiture.base-url",
			"experiture.client.id, experiture.client-id", "experiture.baseurls, experiture.base-url",
			"experiture.retry-max-attempts, experiture.retry.max-attempts",
			"experiture.max-attempts, experiture.retry.max-attempts",
			"experiture.retry.max-attempt, experiture.retry.max-attempts",
			"experiture.pool.maxConnection, experiture.pool.max-connections",
			"experiture.rate-limit.read.permitts, experiture.rate-limit.read.permits",
			"experiture.workspace.eu.client-id, client-id",
			"experiture.workspaces.eu.call-timeut, experiture.workspaces.eu.call-timeout",
			"experiture.workspaces.eu.http.base-url, experiture.workspaces.eu.base-url",
			"experiture.scope, experiture.scopes" })
	void failsWithSuggestionIfPropertyIsMisspelt(String wrong, String meant) {
		this.runner
			.withPropertyValues("experiture.rate-limit.read.permits=3", "experiture.workspaces.eu.client-id=eu",
					wrong + "=s3cr3t")
			.run((context) -> assertThat(analysis(context).getDescription()).contains("did you mean")
				.contains(meant + "?")
				.doesNotContain("s3cr3t"));
	}

	@Test
	void logsUnknownProperty(CapturedOutput output) {
		this.runner.withPropertyValues("experiture.fruit=s3cr3t").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("experiture.fruit is unknown").doesNotContain("s3cr3t");
		});
	}

	@Test
	void logsMisspeltEnvironmentVariable(CapturedOutput output) {
		withEnvironment(Map.of("EXPERITURE_CALLTIMEUT", "7s", "EXPERITURE_HOME", "/opt", "EXPERITURE_CALL_TIMEOUT",
				"8s", "EXPERITURE_RETRY_MAXATTEMPTS", "3"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).contains("EXPERITURE_CALLTIMEUT").contains("did you mean experiture.call-timeout?");
				assertThat(output).doesNotContain("EXPERITURE_HOME")
					.doesNotContain("EXPERITURE_CALL_TIMEOUT")
					.doesNotContain("MAXATTEMPTS");
			});
	}

	@Test
	void acceptsAnyVariableThatIsReferencedByPlaceholder(CapturedOutput output) {
		withEnvironment(Map.of("EXPERITURE_EU_CLIENT_ID", "eu"))
			.withPropertyValues("experiture.workspaces.eu.client-id=${EXPERITURE_EU_CLIENT_ID}",
					"experiture.client-ids=x", "experiture.scopes=${experiture.client-ids:}")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).doesNotContain("is unknown");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "experiture.emulator.enabled=true", "experiture.feed.base-url=https://feed.example.com",
			"experiture.feed.nested.call-timeut=3", "management.metrics.experiture.enabled=true",
			"experiture.rateLimit.batchWrite.permits=3", "experiture.scopes[0]=a", "experiture.call_timeout=90s",
			"experiture.workspaces.eu.rate-limit.read.max-pending-calls=3" })
	void acceptsKnownProperties(String property) {
		this.runner.withUserConfiguration(FeedConfiguration.class)
			.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "experiture.export.batch-size", "experiture.webhook.base-url", "experiture.workspace",
			"experiture.sync.max-attempts" })
	void logsPropertyThatMayBelongToApplication(String property, CapturedOutput output) {
		this.runner.withPropertyValues(property + "=s3cr3t").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains(property + " is unknown").doesNotContain("s3cr3t");
		});
	}

	@Test
	void acceptsApplicationPropertiesWithSamePrefix(CapturedOutput output) {
		this.runner.withUserConfiguration(SharedConfiguration.class)
			.withPropertyValues("experiture.feed.base-url=x", "experiture.default-list=x")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).doesNotContain("default-list");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "ture", "yes!", "2", "${MISSING}hunter2" })
	void failsIfEnabledIsNeitherTrueNorFalse(String value) {
		this.runner.withPropertyValues("experiture.enabled=" + value)
			.run((context) -> assertThat(analysis(context).getDescription())
				.contains("experiture.enabled is neither true nor false")
				.doesNotContain("hunter2"));
	}

	@ParameterizedTest
	@CsvSource({ "call-timeout, abc", "pool.max-connections, abc", "retry.max-attempts, abc" })
	void namesUnreadableValueOfWorkspace(String property, String value) {
		this.runner
			.withPropertyValues("experiture.workspaces.eu.client-id=a",
					"experiture.workspaces.eu." + property + "=" + value)
			.run((context) -> assertThat(analysis(context).getDescription())
				.contains("experiture.workspaces.eu." + property));
	}

	@ParameterizedTest
	@ValueSource(strings = { "experiture.retry.max-backoff=200ms", "experiture.call-timeout=5s" })
	void acceptsDefaultThatExceedsOtherProperty(String setting) {
		this.runner.withPropertyValues(setting).run((context) -> assertThat(context).hasNotFailed());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(SharedProperties.class)
	static class SharedConfiguration {

	}

	@ConfigurationProperties("experiture")
	static class SharedProperties {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(FeedProperties.class)
	static class FeedConfiguration {

	}

	@ConfigurationProperties("experiture.feed")
	static class FeedProperties {

	}

	@ParameterizedTest
	@CsvSource({ "experiture.call-timeout, 30", "experiture.call-timeout, ' 30 '", "experiture.attempt-timeout, 5000",
			"experiture.connect-timeout, 5", "experiture.pool.max-idle-time, 20", "experiture.retry.max-backoff, 20",
			"experiture.writer.linger, 5", "experiture.rate-limit.read.period, 1",
			"experiture.workspaces.eu.call-timeout, 30", "experiture.call-timeout, ${missing:30}" })
	void failsIfDurationHasNoUnit(String property, String value) {
		this.runner.withPropertyValues("experiture.workspaces.eu.client-id=eu", property + "=" + value)
			.run((context) -> {
				FailureAnalysis analysis = analysis(context);
				assertThat(analysis.getDescription()).contains(property + " has no unit");
				assertThat(analysis.getAction()).contains("30s");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "call-timeout=30ms", "call-timeout=0s", "call-timeout=-1s", "call-timeout=2d",
			"attempt-timeout=50ms", "attempt-timeout=3m", "pool.acquire-timeout=30d", "retry.initial-backoff=1m" })
	void failsIfDurationIsOutOfRange(String setting) {
		this.runner.withPropertyValues("experiture." + setting)
			.run((context) -> assertThat(analysis(context).getDescription())
				.contains("experiture." + setting.substring(0, setting.indexOf('='))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "call-timeout=100ms", "call-timeout=PT30S", "call-timeout=2s", "writer.linger=0",
			"retry.initial-backoff=1ms", "retry.initial-backoff=0", "call-timeout=${missing:7s}" })
	void acceptsShortDurations(String setting) {
		this.runner.withPropertyValues("experiture." + setting).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void showsFileAndLineOfWrongValues() throws IOException {
		Path file = Files.writeString(this.directory.resolve("application.yml"), """
				experiture:
				  base-url: http://api.example.com
				  call-timeout: 50ms
				  call-timeut: 3s
				  workspaces:
				    eu:
				      client-id: eu
				""");
		withFile(file).run((context) -> assertThat(analysis(context).getDescription())
			.contains("experiture.call-timeut is unknown")
			.contains("application.yml")
			.contains("4:16"));
		Files.writeString(file, Files.readString(file).replace("  call-timeut: 3s\n", ""));
		withFile(file)
			.run((context) -> assertThat(analysis(context).getDescription()).contains("call-timeout is out of range")
				.contains("application.yml")
				.contains("3:17"));
		Files.writeString(file, Files.readString(file).replace("50ms", "7s"));
		withFile(file)
			.run((context) -> assertThat(analysis(context).getDescription()).contains("base-url is plain http")
				.contains("application.yml")
				.contains("2:13"));
		Files.writeString(file, Files.readString(file).replace("7s", "7 seconds"));
		withFile(file).run((context) -> {
			assertThat(analysis(context).getDescription()).contains("experiture.call-timeout cannot be read")
				.contains("application.yml")
				.contains("3:17");
			assertThat(analysis(context).getAction()).contains("30s");
		});
	}

	@ParameterizedTest
	@CsvSource({ "experiture.client-authentication, client-secret-post", "experiture.records.naming, snake-case",
			"experiture.http2, true or false", "experiture.max-response-size, 16MB",
			"experiture.pool.max-connections, a whole number", "experiture.rate-limit.raed.permits, batch-write",
			"experiture.workspaces.eu.enabled, true or false", "experiture.workspaces, the names of workspaces" })
	void hidesUnreadableValues(String property, String hint) {
		this.runner.withPropertyValues(property + "=s3cr3t").run((context) -> {
			FailureAnalysis analysis = analysis(context);
			assertThat(analysis.getDescription()).contains("cannot be read").doesNotContain("s3cr3t");
			assertThat(analysis.getAction()).contains(hint);
			StringWriter trace = new StringWriter();
			context.getStartupFailure().printStackTrace(new PrintWriter(trace));
			assertThat(trace.toString()).doesNotContain("s3cr3t");
		});
	}

	@Test
	void listsKnownSslBundlesIfBundleIsUnknown() {
		this.runner
			.withPropertyValues("experiture.ssl.bundle=missing", "spring.ssl.bundle.jks.internal.key.alias=a",
					"spring.ssl.bundle.jks.partner.key.alias=b")
			.run((context) -> {
				FailureAnalysis analysis = analysis(context);
				assertThat(analysis.getDescription())
					.contains("experiture.ssl.bundle names the SSL bundle 'missing', which does not exist");
				assertThat(analysis.getAction()).contains("internal, partner").contains("spring.ssl.bundle");
			});
	}

	private ApplicationContextRunner withFile(Path file) {
		return this.runner.withInitializer(new ConfigDataApplicationContextInitializer())
			.withPropertyValues("spring.config.location=file:" + file);
	}

	private ApplicationContextRunner withEnvironment(Map<String, Object> variables) {
		return this.runner.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)));
	}

	private static FailureAnalysis analysis(AssertableApplicationContext context) {
		assertThat(context).hasFailed();
		FailureAnalysis analysis = new ExperitureConfigurationFailureAnalyzer().analyze(context.getStartupFailure());
		assertThat(analysis).isNotNull();
		return analysis;
	}

}
