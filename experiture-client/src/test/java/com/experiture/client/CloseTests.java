package com.experiture.client;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

import com.experiture.client.call.ApiRequest;
import com.experiture.client.call.CallOptions;
import com.experiture.client.call.Endpoint;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ExperitureClient#close()}.
 */
class CloseTests extends ContractTests {

	@Test
	void rejectsCallsWithoutSending() {
		this.client.close();
		assertThatIllegalStateException().isThrownBy(() -> this.client.profiles().upsert(Map.of("email", "x")))
			.withMessageContaining("ExperitureClient is closed");
		StepVerifier.create(this.client.reactive().metadata().listObjects()).verifyError(IllegalStateException.class);
		assertThat(requests()).isEmpty();
	}

	@Test
	void rejectsCallThatIsSubscribedAfterClose() {
		Mono<?> call = this.client.reactive()
			.call(ApiRequest.to(Endpoint.LISTS_DELETE, "l-1").returning(Void.class), CallOptions.none());
		this.client.close();
		StepVerifier.create(call).verifyError(IllegalStateException.class);
		assertThat(requests()).isEmpty();
	}

	@Test
	void stopsThreads() throws InterruptedException {
		Set<Thread> before = threads();
		respond(aResponse().withStatus(204));
		this.client.lists().delete("l-1");
		Set<Thread> threads = threads();
		threads.removeAll(before);
		assertThat(threads).isNotEmpty()
			.allMatch(Thread::isDaemon)
			.allMatch((thread) -> thread.getName().startsWith("experiture-"));
		this.client.close();
		for (Thread thread : threads) {
			thread.join(Duration.ofSeconds(10).toMillis());
			assertThat(thread.isAlive()).as(thread.getName()).isFalse();
		}
	}

	@Test
	void closesConnections() throws InterruptedException {
		CountDownLatch opened = new CountDownLatch(1);
		CountDownLatch closed = new CountDownLatch(1);
		DisposableServer server = HttpServer.create().host("127.0.0.1").doOnConnection((connection) -> {
			opened.countDown();
			connection.onDispose(closed::countDown);
		}).handle((request, response) -> response.status(204).send()).bindNow();
		ExperitureClient ownClient = ExperitureClient.builder()
			.baseUrl(URI.create("http://127.0.0.1:" + server.port()))
			.tokenProvider(new FixedToken())
			.build();
		try {
			ownClient.lists().delete("l-1");
			assertThat(opened.getCount()).isZero();
			assertThat(closed.getCount()).isOne();
			ownClient.close();
			assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			ownClient.close();
			server.disposeNow();
		}
	}

	@Test
	void waitsForCallInFlightAndRejectsNewCalls() throws Exception {
		CountDownLatch arrived = new CountDownLatch(1);
		Sinks.Empty<Void> release = Sinks.empty();
		DisposableServer server = HttpServer.create().host("127.0.0.1").handle((request, response) -> {
			arrived.countDown();
			Mono<Void> wait = request.uri().endsWith("l-1") ? release.asMono() : Mono.empty();
			return wait.then(response.status(204).send());
		}).bindNow();
		ExperitureClient ownClient = ExperitureClient.builder()
			.baseUrl(URI.create("http://127.0.0.1:" + server.port()))
			.tokenProvider(new FixedToken())
			.build();
		try {
			CompletableFuture<?> call = ownClient.reactive()
				.call(ApiRequest.to(Endpoint.LISTS_DELETE, "l-1").returning(Void.class), CallOptions.none())
				.toFuture();
			assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
			CompletableFuture<Void> closing = CompletableFuture.runAsync(ownClient::close);
			Awaitility.await()
				.untilAsserted(
						() -> assertThatIllegalStateException().isThrownBy(() -> ownClient.lists().delete("l-2")));
			assertThat(closing).isNotDone();
			release.tryEmitEmpty();
			assertThat(call).succeedsWithin(Duration.ofSeconds(10));
			assertThat(closing).succeedsWithin(Duration.ofSeconds(10));
		}
		finally {
			ownClient.close();
			server.disposeNow();
		}
	}

	@Test
	void canBeClosedTwice() {
		respond(aResponse().withStatus(204));
		this.client.lists().delete("l-1");
		this.client.close();
		this.client.close();
	}

	// Without the threads of Reactor's schedulers, which belong to the whole application,
	// and of the server.
	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName()
				.matches("(experiture|reactor-(?!netty-pool)|netty|default|multithread).*"))
			.collect(Collectors.toSet());
	}

}
