package com.experiture.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import com.experiture.client.auth.ClientCredentials;
import com.experiture.client.call.CallOptions;
import com.experiture.client.error.CallTimeoutException;
import com.experiture.client.error.TokenException;
import com.experiture.client.settings.RetrySettings;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for many calls with a token endpoint or a source of credentials that fails.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class TokenFaultsTests {

	private static final Map<String, Object> ORDER = Map.of("order_id", "o-1");

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private ExperitureClient client;

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.release.countDown();
		if (this.client != null) {
			this.client.close();
		}
		this.emulator.close();
	}

	@Test
	void retriesSharedTokenRequestOnce() {
		this.client = Clients.of(this.emulator)
			.retry(new RetrySettings(6, Duration.ofMillis(50), Duration.ofSeconds(1), 100))
			.build();
		this.emulator.faults().onToken().times(1).inject(Fault.status(503));
		assertThat(appendAtOnce(200)).isEmpty();
		assertThat(this.emulator.tokenRequests()).isEqualTo(2);
		assertThat(this.emulator.count("orders")).isEqualTo(200);
		assertThat(this.client.status().retriesLeft()).isEqualTo(100);
	}

	static List<Fault> passingFaults() {
		return List.of(Fault.body(200, "application/json", "{\"access_token\":\"abc"),
				Fault.body(200, "text/html", "<html>"), Fault.empty(200), Fault.garbled(), Fault.drop(), Fault.reset(),
				Fault.status(500), Fault.status(429));
	}

	@ParameterizedTest
	@MethodSource("passingFaults")
	void retriesDamagedTokenResponse(Fault fault) {
		this.client = Clients.of(this.emulator).build();
		this.emulator.faults().onToken().times(1).inject(fault);
		this.client.records().append("orders", ORDER);
		assertThat(this.emulator.tokenRequests()).isEqualTo(2);
		assertThat(this.emulator.count("orders")).isEqualTo(1);
	}

	@Test
	void doesNotRequestTokenWithWrongSecretForEachCall() {
		AtomicReference<String> secret = new AtomicReference<>("wrong");
		this.client = Clients.of(this.emulator)
			.credentials(() -> Clients.credentials(this.emulator, secret.get()))
			.build();
		List<Throwable> failures = appendAtOnce(150);
		for (int i = 0; i < 150; i++) {
			failures.addAll(appendAtOnce(1));
		}
		assertThat(failures).hasSize(300).allMatch(TokenException.class::isInstance);
		assertThat(this.emulator.tokenRequests()).isBetween(1, 3);
		secret.set(this.emulator.clientSecret());
		this.client.forgetLimits();
		assertThat(appendAtOnce(10)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void deadlineEndsWaitForBlockingCredentialsSource(boolean onEventLoop) {
		AtomicInteger asked = new AtomicInteger();
		Set<String> threads = ConcurrentHashMap.newKeySet();
		this.client = Clients.of(this.emulator).credentials(slow(() -> {
			asked.incrementAndGet();
			threads.add(Thread.currentThread().getName());
		})).callTimeout(Duration.ofMillis(200)).build();
		for (int i = 0; i < 3; i++) {
			Mono<?> call = this.client.reactive().records().append("orders", ORDER);
			CompletableFuture<?> result = (onEventLoop ? call.subscribeOn(Schedulers.parallel()) : call).toFuture();
			assertThat(result).failsWithin(Duration.ofSeconds(30))
				.withThrowableThat()
				.withCauseInstanceOf(CallTimeoutException.class);
		}
		assertThatExceptionOfType(CallTimeoutException.class)
			.isThrownBy(() -> this.client.records().append("orders", ORDER));
		this.release.countDown();
		this.client.records()
			.with(CallOptions.builder().timeout(Duration.ofSeconds(30)).build())
			.append("orders", ORDER);
		assertThat(asked).hasValue(1);
		assertThat(threads).allMatch((name) -> name.startsWith("experiture-worker-"));
		assertThat(this.emulator.tokenRequests()).isEqualTo(1);
	}

	@Test
	void closeEndsCallsThatWaitForCredentials() throws InterruptedException {
		CountDownLatch asked = new CountDownLatch(1);
		this.client = Clients.of(this.emulator).credentials(slow(asked::countDown)).build();
		CompletableFuture<?> call = this.client.reactive().records().append("orders", ORDER).toFuture();
		assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
		this.client.close();
		assertThat(call).failsWithin(Duration.ofSeconds(30))
			.withThrowableThat()
			.withCauseInstanceOf(IllegalStateException.class)
			.withMessageContaining("closed");
	}

	private Supplier<ClientCredentials> slow(Runnable note) {
		return () -> {
			note.run();
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return Clients.credentials(this.emulator, this.emulator.clientSecret());
		};
	}

	private List<Throwable> appendAtOnce(int calls) {
		List<Throwable> failures = new ArrayList<>();
		Flux.range(0, calls)
			.flatMap((number) -> this.client.reactive()
				.records()
				.append("orders", Map.of("order_id", "o-" + number))
				.then(Mono.<Throwable>empty())
				.onErrorResume(Mono::just), calls)
			.collectList()
			.doOnNext(failures::addAll)
			.block();
		return failures;
	}

}
