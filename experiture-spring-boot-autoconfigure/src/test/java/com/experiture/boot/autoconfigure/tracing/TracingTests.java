package com.experiture.boot.autoconfigure.tracing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.WebClientObservationAutoConfiguration;

import com.experiture.boot.autoconfigure.ExperitureAutoConfiguration;
import com.experiture.client.error.NotFoundException;
import com.experiture.client.profiles.ProfilesClient;
import com.experiture.client.profiles.ReactiveProfilesClient;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the propagation of traces: from the span of the caller to the span of the
 * call, to that of each request, and to the headers of the request.
 */
class TracingTests {

	private static final Map<String, String> RECORD = Map.of("email", "jane@example.com");

	@RegisterExtension
	static final WireMockExtension api = WireMockExtension.newInstance()
		.options(wireMockConfig().dynamicPort())
		.build();

	private final Spans spans = new Spans();

	private final ApplicationContextRunner withoutBuilder = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class,
				OpenTelemetrySdkAutoConfiguration.class, OpenTelemetryTracingAutoConfiguration.class,
				MicrometerTracingAutoConfiguration.class, ExperitureAutoConfiguration.class))
		.withBean(SpanProcessor.class, () -> this.spans)
		.withPropertyValues("management.tracing.sampling.probability=1", "experiture.client-id=id",
				"experiture.client-secret=s3cr3t", "experiture.base-url=" + api.baseUrl(),
				"experiture.token-uri=" + api.baseUrl() + "/token", "experiture.retry.initial-backoff=1ms",
				"experiture.retry.max-attempts=2");

	private final ApplicationContextRunner runner = this.withoutBuilder.withConfiguration(
			AutoConfigurations.of(HttpClientAutoConfiguration.class, ReactiveHttpClientAutoConfiguration.class,
					WebClientAutoConfiguration.class, WebClientObservationAutoConfiguration.class));

	@BeforeEach
	void stubTokenEndpoint() {
		api.stubFor(any(anyUrl()).willReturn(okJson("{\"success\":true,\"data\":{\"accepted\":true}}")));
		api.stubFor(post("/token")
			.willReturn(okJson("{\"access_token\":\"token\",\"token_type\":\"Bearer\",\"expires_in\":3600}")));
	}

	@Test
	void usesSpanOfThreadAsParentOfBlockingCall() {
		trace(this.runner,
				(context, caller) -> caller.scoped(() -> context.getBean(ProfilesClient.class).upsert(RECORD)));
	}

	@Test
	void usesSpanOfContextAsParentOfReactiveCall() {
		trace(this.runner,
				(context, caller) -> context.getBean(ReactiveProfilesClient.class)
					.upsert(RECORD)
					.subscribeOn(Schedulers.single())
					.contextWrite((values) -> values.put(ObservationThreadLocalAccessor.KEY, caller))
					.block());
	}

	@Test
	void propagatesTraceWithoutWebClientBuilder() {
		trace(this.withoutBuilder,
				(context, caller) -> caller.scoped(() -> context.getBean(ProfilesClient.class).upsert(RECORD)));
	}

	@Test
	void usesSpanOfCallerAsParentIfCallsAreNotObserved() {
		ApplicationContextRunner unobserved = this.runner
			.withPropertyValues("management.observations.enable.experiture=false");
		unobserved.run((context) -> {
			Observation caller = Observation.start("caller", context.getBean(ObservationRegistry.class));
			caller.scoped(() -> context.getBean(ProfilesClient.class).upsert(RECORD));
			context.getBean(ReactiveProfilesClient.class)
				.upsert(RECORD)
				.subscribeOn(Schedulers.single())
				.contextWrite((values) -> values.put(ObservationThreadLocalAccessor.KEY, caller))
				.block();
			caller.stop();
			SpanData first = this.spans.named("caller", 1).get(0);
			assertThat(this.spans.named("http post", 2)).extracting(SpanData::getParentSpanId)
				.containsOnly(first.getSpanId());
			assertThat(this.spans.found("experiture profiles.upsert")).isEmpty();
		});
	}

	@Test
	void createsSpanForEveryAttempt() {
		api.stubFor(post("/profiles/upsert").willReturn(serverError()));
		this.runner.run((context) -> {
			List<SpanContext> logged = new CopyOnWriteArrayList<>();
			AppenderBase<ILoggingEvent> log = new AppenderBase<>() {

				@Override
				protected void append(ILoggingEvent event) {
					logged.add(Span.current().getSpanContext());
				}

			};
			Logger logger = (Logger) LoggerFactory.getLogger("com.experiture.client.calls");
			log.start();
			logger.addAppender(log);
			logger.setLevel(Level.WARN);
			logger.setAdditive(false);
			try {
				context.getBean(ReactiveProfilesClient.class).upsert(RECORD).onErrorComplete().block();
			}
			finally {
				logger.detachAppender(log);
				logger.setLevel(null);
				logger.setAdditive(true);
			}
			SpanData call = this.spans.named("experiture profiles.upsert", 1).get(0);
			assertThat(call.getEvents()).extracting(EventData::getName)
				.contains("attempt 1 failed: ServerErrorException, status 500",
						"attempt 2 failed: ServerErrorException, status 500");
			assertThat(call.getAttributes().get(AttributeKey.stringKey("attempts"))).isEqualTo("2");
			assertThat(this.spans.named("http post", 2))
				.allSatisfy((request) -> assertThat(request.getParentSpanId()).isEqualTo(call.getSpanId()));
			assertThat(logged).extracting(SpanContext::getSpanId).containsExactly(call.getSpanId());
		});
	}

	@Test
	void startsTraceWithoutParentSpan() {
		api.stubFor(post("/profiles/upsert").willReturn(notFound()));
		this.runner.run((context) -> {
			ProfilesClient profiles = context.getBean(ProfilesClient.class);
			assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> profiles.upsert(RECORD));
			SpanData call = this.spans.named("experiture profiles.upsert", 1).get(0);
			assertThat(call.getParentSpanContext().isValid()).isFalse();
			assertThat(call.getAttributes().get(AttributeKey.stringKey("status"))).isEqualTo("404");
		});
	}

	private void trace(ApplicationContextRunner runner, BiConsumer<AssertableApplicationContext, Observation> action) {
		runner.run((context) -> {
			Observation caller = Observation.start("caller", context.getBean(ObservationRegistry.class));
			action.accept(context, caller);
			caller.stop();
			SpanData first = this.spans.named("caller", 1).get(0);
			SpanData call = this.spans.named("experiture profiles.upsert", 1).get(0);
			SpanData request = this.spans.named("http post", 1).get(0);
			assertThat(call.getParentSpanId()).isEqualTo(first.getSpanId());
			assertThat(request.getParentSpanId()).isEqualTo(call.getSpanId());
			LoggedRequest sent = api.findAll(postRequestedFor(urlEqualTo("/profiles/upsert"))).get(0);
			assertThat(sent.getHeader("traceparent"))
				.matches("00-" + first.getTraceId() + "-" + request.getSpanId() + "-0[13]");
			assertThat(call.getAttributes().get(AttributeKey.stringKey("correlation.id")))
				.isEqualTo(sent.getHeader("x-correlation-id"));
			assertThat(api.findAll(postRequestedFor(urlEqualTo("/token"))).get(0).getHeader("traceparent")).isNull();
		});
	}

	private static final class Spans implements SpanProcessor {

		private final List<SpanData> ended = new ArrayList<>();

		// The span of a request may end a moment after its call.
		private synchronized List<SpanData> named(String name, int count) {
			long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
			List<SpanData> found = found(name);
			while (found.size() < count && System.nanoTime() < deadline) {
				try {
					TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
				found = found(name);
			}
			assertThat(found).as(name).hasSize(count);
			return found;
		}

		private synchronized List<SpanData> found(String name) {
			return this.ended.stream().filter((span) -> span.getName().equals(name)).toList();
		}

		@Override
		public void onStart(Context context, ReadWriteSpan span) {
		}

		@Override
		public boolean isStartRequired() {
			return false;
		}

		@Override
		public synchronized void onEnd(ReadableSpan span) {
			this.ended.add(span.toSpanData());
			notifyAll();
		}

		@Override
		public boolean isEndRequired() {
			return true;
		}

	}

}
