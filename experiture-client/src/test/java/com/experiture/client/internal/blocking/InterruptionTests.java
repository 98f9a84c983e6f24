package com.experiture.client.internal.blocking;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeStrategies;

import com.experiture.client.ExperitureClient;
import com.experiture.client.auth.AccessToken;
import com.experiture.client.auth.TokenProvider;
import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.BulkWriteException;
import com.experiture.client.bulk.RecordSource;
import com.experiture.client.campaigns.CampaignDraft;
import com.experiture.client.campaigns.Channel;
import com.experiture.client.campaigns.LaunchFailedException;
import com.experiture.client.campaigns.LaunchPlan;
import com.experiture.client.error.CallInterruptedException;
import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.OutcomeUnknownException;
import com.experiture.client.writer.RecordWriter;
import com.experiture.client.writer.WriterOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Threads that are interrupted while a blocking method waits.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class InterruptionTests {

	private static final String RECEIPT = "{\"success\":true,\"data\":{\"accepted\":true}}";

	private final CountDownLatch reached = new CountDownLatch(1);

	private final AtomicInteger requests = new AtomicInteger();

	private final AtomicReference<Boolean> flag = new AtomicReference<>();

	private volatile Function<Integer, Mono<ClientResponse>> api = (number) -> hang();

	private volatile Mono<AccessToken> token = Mono.just(new AccessToken("t"));

	private final ExperitureClient client = ExperitureClient.builder()
		.baseUrl(URI.create("https://api.example.com"))
		.tokenProvider(new TokenProvider() {

			@Override
			public Mono<AccessToken> token() {
				return InterruptionTests.this.token;
			}

			@Override
			public void reject(AccessToken rejected) {
			}

		})
		.webClient((builder) -> builder.exchangeFunction(this::exchange))
		.build();

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void reportsPossibleEffectOfSentWrite() throws Exception {
		ExperitureException failure = interrupted(() -> this.client.records().append("orders", Map.of("a", 1)));
		assertThat(failure).isInstanceOf(CallInterruptedException.class);
		assertThat(failure.effect()).isEqualTo(Effect.POSSIBLE);
		assertThat(failure.call().endpoint()).isEqualTo("records.append");
		assertThat(failure.call().idempotencyKey()).isNotNull();
	}

	@Test
	void reportsNoEffectOfUnsentWrite() throws Exception {
		this.token = Mono.<AccessToken>never().doOnSubscribe((subscription) -> this.reached.countDown());
		ExperitureException failure = interrupted(() -> this.client.records().append("orders", Map.of("a", 1)));
		assertThat(failure).isInstanceOf(CallInterruptedException.class);
		assertThat(failure.effect()).isEqualTo(Effect.NONE);
		assertThat(this.requests).hasValue(0);
	}

	@Test
	void reportsUnknownOutcomeOfSend() throws Exception {
		ExperitureException failure = interrupted(() -> this.client.campaigns().send("c-1"));
		assertThat(failure).isInstanceOf(OutcomeUnknownException.class)
			.hasCauseInstanceOf(CallInterruptedException.class);
		assertThat(failure.isTransient()).isFalse();
	}

	@Test
	void reportsNoEffectOfRead() throws Exception {
		assertThat(interrupted(() -> this.client.campaigns().get("c-1")).effect()).isEqualTo(Effect.NONE);
	}

	@Test
	void interruptsStream() throws Exception {
		ExperitureException failure = interrupted(() -> {
			try (Stream<?> lists = this.client.lists().list()) {
				return lists.count();
			}
		});
		assertThat(failure).isInstanceOf(CallInterruptedException.class);
		assertThat(failure.effect()).isEqualTo(Effect.NONE);
	}

	@Test
	void keepsReportOfBulkWrite() throws Exception {
		this.api = (number) -> (number <= 2) ? respond(RECEIPT) : hang();
		ExperitureException failure = interrupted(() -> this.client.records()
			.appendAll("orders", RecordSource.of(IntStream.range(0, 1_000).mapToObj((i) -> Map.of("a", i))),
					BulkOptions.builder().batchSize(10, 100_000).concurrency(1).build()));
		assertThat(failure).isInstanceOfSatisfying(BulkWriteException.class, (stopped) -> {
			assertThat(stopped.report().accepted()).isEqualTo(20);
			assertThat(stopped.report().resumeAt()).isEqualTo(20);
			assertThat(stopped.report().unresolved().get(0).sent()).isTrue();
			assertThat(stopped.report().unresolved().get(0).position()).isEqualTo(20);
			assertThat(stopped.report().unresolved().stream().skip(1)).noneMatch((range) -> range.sent());
			long open = stopped.report().unresolved().stream().mapToLong((range) -> range.count()).sum();
			assertThat(stopped.report().read()).isEqualTo(20 + open);
			assertThat(stopped).hasCauseInstanceOf(CallInterruptedException.class);
			assertThat(stopped.effect()).isEqualTo(Effect.POSSIBLE);
		});
	}

	@Test
	void keepsStepsOfLaunch() throws Exception {
		this.api = (number) -> (number == 1) ? respond("{\"success\":true,\"data\":{\"id\":\"c-1\"}}") : hang();
		ExperitureException failure = interrupted(() -> this.client.campaigns()
			.launch(LaunchPlan.builder(CampaignDraft.builder("Spring", Channel.EMAIL).build()).dryRun(true).build()));
		assertThat(failure).isInstanceOfSatisfying(LaunchFailedException.class, (failed) -> {
			assertThat(failed.campaignId()).isEqualTo("c-1");
			assertThat(failed).hasCauseInstanceOf(CallInterruptedException.class);
			assertThat(failed.effect()).isEqualTo(Effect.POSSIBLE);
		});
	}

	@Test
	void interruptsWaitForWriter() throws Exception {
		RecordWriter writer = this.client.records().writer(WriterOptions.builder().capacity(1, 1_000).build());
		writer.append("orders", Map.of("a", 1));
		writer.flush();
		assertThat(interrupted(() -> writer.append("orders", Map.of("a", 2))).effect()).isEqualTo(Effect.NONE);
		assertThat(writer.stats().enqueued()).isEqualTo(1);
		ExperitureException drained = interrupted(() -> {
			writer.drain();
			return null;
		});
		assertThat(drained).isInstanceOf(CallInterruptedException.class);
		assertThat(drained.effect()).isEqualTo(Effect.POSSIBLE);
	}

	@Test
	void doesNotWaitOnInterruptedThread() {
		Thread.currentThread().interrupt();
		Throwable failure = catchThrowable(() -> this.client.records().append("orders", Map.of("a", 1)));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(failure).isInstanceOf(CallInterruptedException.class);
	}

	private ExperitureException interrupted(Callable<Object> call) throws Exception {
		FutureTask<Object> task = new FutureTask<>(() -> {
			try {
				return call.call();
			}
			finally {
				this.flag.set(Thread.currentThread().isInterrupted());
			}
		});
		Thread caller = new Thread(task);
		caller.start();
		assertThat(this.reached.await(30, TimeUnit.SECONDS)).isTrue();
		while (caller.getState() != Thread.State.WAITING && caller.getState() != Thread.State.TIMED_WAITING) {
			Thread.onSpinWait();
		}
		caller.interrupt();
		Throwable failure = catchThrowable(() -> task.get(30, TimeUnit.SECONDS));
		assertThat(failure).isInstanceOf(ExecutionException.class).cause().isInstanceOf(ExperitureException.class);
		assertThat(this.flag).hasValue(true);
		return (ExperitureException) failure.getCause();
	}

	private Mono<ClientResponse> exchange(ClientRequest request) {
		MockClientHttpRequest http = new MockClientHttpRequest(request.method(), request.url());
		return request.writeTo(http, ExchangeStrategies.withDefaults())
			.then(Mono.defer(() -> this.api.apply(this.requests.incrementAndGet())));
	}

	private Mono<ClientResponse> hang() {
		return Mono.<ClientResponse>never().doOnSubscribe((subscription) -> this.reached.countDown());
	}

	private static Mono<ClientResponse> respond(String json) {
		return Mono.fromSupplier(() -> ClientResponse.create(HttpStatus.OK).body(json).build());
	}

}
