package com.experiture.client.internal.auth;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

import io.netty.handler.codec.PrematureChannelClosureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import com.experiture.client.auth.AccessToken;
import com.experiture.client.auth.ClientCredentials;
import com.experiture.client.auth.ClientCredentials.ClientAuthentication;
import com.experiture.client.auth.TokenFailure;
import com.experiture.client.observation.TokenStatus;
import com.experiture.client.observation.TokenStatus.State;
import com.experiture.client.testing.RecordedEvents;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClientCredentialsTokenProvider}, on virtual time.
 */
class ClientCredentialsTokenProviderTests {

	private static final String SECRET = "s3:cr&t+ü%";

	private final AtomicInteger requests = new AtomicInteger();

	private final List<MockClientHttpRequest> sent = new ArrayList<>();

	private Function<Integer, Mono<ClientResponse>> endpoint = (number) -> Mono.just(token("token-" + number, 3600));

	private ClientAuthentication authentication = ClientAuthentication.CLIENT_SECRET_BASIC;

	private VirtualTimeScheduler time;

	private ClientCredentialsTokenProvider provider;

	private final RecordedEvents events = new RecordedEvents();

	@BeforeEach
	void startTime() {
		this.time = VirtualTimeScheduler.getOrSet();
		this.provider = provider(this::credentials);
	}

	@AfterEach
	void stopTime() {
		VirtualTimeScheduler.reset();
	}

	@Test
	void concurrentCallersShareOneRequest() {
		Sinks.One<ClientResponse> pendingResponse = Sinks.one();
		this.endpoint = (number) -> pendingResponse.asMono();
		List<String> tokens = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			this.provider.token().map(AccessToken::value).subscribe(tokens::add);
		}
		pendingResponse.tryEmitValue(token("token", 3600));
		assertThat(tokens).hasSize(200).containsOnly("token");
		assertThat(this.requests).hasValue(1);
	}

	@Test
	void cancelledCallerDoesNotAffectOtherCallers() {
		Sinks.One<ClientResponse> pendingResponse = Sinks.one();
		this.endpoint = (number) -> pendingResponse.asMono();
		Disposable first = this.provider.token().subscribe();
		List<String> tokens = new ArrayList<>();
		this.provider.token().map(AccessToken::value).subscribe(tokens::add);
		first.dispose();
		pendingResponse.tryEmitValue(token("token", 3600));
		assertThat(tokens).containsExactly("token");
		assertThat(this.requests).hasValue(1);
	}

	@Test
	void keepsTokenUntilRenewal() {
		assertThat(value()).isEqualTo("token-1");
		this.time.advanceTimeBy(Duration.ofMinutes(58));
		assertThat(value()).isEqualTo("token-1");
		assertThat(this.requests).hasValue(1);
	}

	@Test
	void renewsTokenInBackgroundBeforeExpiry() {
		assertThat(value()).isEqualTo("token-1");
		Sinks.One<ClientResponse> pendingResponse = Sinks.one();
		this.endpoint = (number) -> pendingResponse.asMono();
		this.time.advanceTimeBy(Duration.ofMinutes(59));
		assertThat(value()).isEqualTo("token-1");
		assertThat(value()).isEqualTo("token-1");
		assertThat(this.requests).hasValue(2);
		pendingResponse.tryEmitValue(token("token-2", 3600));
		assertThat(value()).isEqualTo("token-2");
	}

	@Test
	void usesOldTokenWhileEndpointFails() {
		assertThat(value()).isEqualTo("token-1");
		this.endpoint = (number) -> Mono.just(response(HttpStatus.INTERNAL_SERVER_ERROR, ""));
		this.time.advanceTimeBy(Duration.ofMinutes(59));
		for (int i = 0; i < 20; i++) {
			assertThat(value()).isEqualTo("token-1");
		}
		assertThat(this.requests).hasValue(2);
		this.time.advanceTimeBy(Duration.ofSeconds(6));
		assertThat(value()).isEqualTo("token-1");
		assertThat(this.requests).hasValue(3);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		StepVerifier.create(this.provider.token())
			.verifyErrorSatisfies((failure) -> assertThat(failure)
				.isInstanceOfSatisfying(TokenFailure.class, (typed) -> assertThat(typed.isTransient()).isTrue())
				.hasMessageContaining("500"));
	}

	@Test
	void replacesOnlyRejectedToken() {
		AccessToken first = this.provider.token().block();
		this.provider.reject(first);
		AccessToken second = this.provider.token().block();
		assertThat(second.value()).isEqualTo("token-2");
		this.provider.reject(first);
		assertThat(this.provider.token().block()).isSameAs(second);
		assertThat(this.requests).hasValue(2);
	}

	@Test
	void discardsRejectedTokenDuringFailedRenewal() throws InterruptedException {
		for (int i = 0; i < 500; i++) {
			this.endpoint = (number) -> Mono.just(token("token", 3600));
			AccessToken rejected = this.provider.token().block();
			Sinks.One<ClientResponse> pendingResponse = Sinks.one();
			this.endpoint = (number) -> pendingResponse.asMono();
			this.time.advanceTimeBy(Duration.ofMinutes(59));
			this.provider.token().block();
			Thread other = new Thread(() -> this.provider.reject(rejected));
			other.start();
			pendingResponse.tryEmitValue(response(HttpStatus.INTERNAL_SERVER_ERROR, ""));
			other.join();
			assertThat(this.provider.status().state()).isEqualTo(State.NONE);
		}
	}

	@Test
	void retriesCreationOfWebClient() {
		AtomicInteger made = new AtomicInteger();
		ClientCredentialsTokenProvider broken = provider(new TokenRequester(() -> {
			throw new IllegalArgumentException(SECRET + made.incrementAndGet());
		}, Duration.ofSeconds(10), () -> {
			throw new AssertionError();
		}, Schedulers::boundedElastic));
		for (int i = 1; i <= 2; i++) {
			StepVerifier.create(broken.token())
				.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(IllegalArgumentException.class))
				.verify(Duration.ofSeconds(10));
			assertThat(made).hasValue(i);
		}
		assertThat(broken.status().failure()).isNotNull()
			.satisfies((failure) -> assertThat(failure.reason()).contains("IllegalArgumentException")
				.doesNotContain(SECRET));
	}

	@Test
	void failsAllWaitingCallersAndRetriesForNextCall() {
		Sinks.One<ClientResponse> pendingResponse = Sinks.one();
		this.endpoint = (number) -> (number == 1) ? pendingResponse.asMono() : Mono.just(token("token-2", 3600));
		List<Throwable> failures = new ArrayList<>();
		Flux.range(0, 3).flatMap((i) -> this.provider.token().onErrorResume((failure) -> {
			failures.add(failure);
			return Mono.empty();
		})).subscribe();
		pendingResponse.tryEmitValue(response(HttpStatus.UNAUTHORIZED, "{\"error\":\"invalid_client\"}"));
		assertThat(failures).hasSize(3)
			.allSatisfy((failure) -> assertThat(failure).isInstanceOfSatisfying(TokenFailure.class, (typed) -> {
				assertThat(typed.oauthError()).isEqualTo("invalid_client");
				assertThat(typed.isTransient()).isFalse();
			}));
		assertThat(value()).isEqualTo("token-2");
	}

	@ParameterizedTest
	@CsvSource({ "400, '{\"error\":\"invalid_scope\"}'", "401, '{\"error\":\"invalid_client\"}'", "404, <html>",
			"200, '{}'", "302, ''" })
	void remembersPermanentFailure(int status, String body) {
		this.endpoint = (number) -> Mono.just(response(HttpStatus.valueOf(status), body));
		for (int i = 0; i < 300; i++) {
			StepVerifier.create(this.provider.token()).verifyError(TokenFailure.class);
			this.time.advanceTimeBy(Duration.ofMillis(16));
		}
		assertThat(this.requests).hasValue(2);
		this.endpoint = (number) -> Mono.just(token("token", 3600));
		this.time.advanceTimeBy(ClientCredentialsTokenProvider.FAILURE_MEMORY);
		assertThat(value()).isEqualTo("token");
		assertThat(this.requests).hasValue(3);
	}

	@Test
	void doesNotCallFailingCredentialsSourceForEachCall() {
		AtomicInteger asked = new AtomicInteger();
		for (Throwable failure : List.of(new IllegalStateException(SECRET), new NoClassDefFoundError(SECRET),
				new StackOverflowError(), new AssertionError(SECRET))) {
			asked.set(0);
			ClientCredentialsTokenProvider failing = provider(() -> {
				asked.incrementAndGet();
				return sneakyThrow(failure);
			});
			for (int i = 0; i < 10; i++) {
				StepVerifier.create(failing.token())
					.expectErrorSatisfies((thrown) -> assertThat(thrown).isInstanceOf(TokenFailure.class)
						.hasMessageContaining(failure.getClass().getSimpleName())
						.hasMessageNotContaining(SECRET))
					.verify(Duration.ofSeconds(10));
			}
			assertThat(asked).hasValue(2);
		}
	}

	@Test
	void reportsCredentialsSourceThatReturnsNull() {
		StepVerifier.create(provider(() -> null).token())
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(TokenFailure.class)
				.hasMessageContaining("the supplier returned null"))
			.verify(Duration.ofSeconds(10));
	}

	@Test
	void usesChangedSecretAfterFailuresAreForgotten() {
		this.endpoint = (number) -> Mono.just(response(HttpStatus.UNAUTHORIZED, "{\"error\":\"invalid_client\"}"));
		assertFails(false, "invalid_client");
		assertFails(false, "invalid_client");
		this.authentication = ClientAuthentication.CLIENT_SECRET_POST;
		this.endpoint = (number) -> Mono.just(token("token", 3600));
		assertFails(false, "invalid_client");
		this.provider.forgetFailures();
		assertThat(value()).isEqualTo("token");
		assertThat(this.sent.get(2).getBodyAsString().block()).contains("client_secret=");
	}

	@Test
	void requestsTokenAfterRejectionDespiteFailedRenewal() {
		AccessToken first = this.provider.token().block();
		this.endpoint = (number) -> Mono.just(response(HttpStatus.UNAUTHORIZED, ""));
		this.time.advanceTimeBy(Duration.ofMinutes(59));
		assertThat(this.provider.token().block()).isSameAs(first);
		this.endpoint = (number) -> Mono.just(token("second", 3600));
		this.provider.reject(first);
		assertThat(value()).isEqualTo("second");
		this.provider.reject(first);
		assertThat(value()).isEqualTo("second");
		assertThat(this.requests).hasValue(3);
	}

	@Test
	void limitsTokenRequestsOfManyRetryingCallers() {
		this.endpoint = (number) -> Mono.just(response(HttpStatus.SERVICE_UNAVAILABLE, ""));
		AtomicInteger failures = new AtomicInteger();
		for (int i = 0; i < 1000; i++) {
			this.provider.token().subscribe(null, (failure) -> failures.incrementAndGet());
			this.time.advanceTimeBy(Duration.ofMillis(30));
		}
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(failures).hasValue(1000);
		// 30 seconds: at 0 and 0.03, then after 0.25, 0.5, 1, 2, 4 and every further 5
		assertThat(this.requests.get()).isBetween(8, 13);
		this.endpoint = (number) -> Mono.just(token("token", 3600));
		AtomicInteger granted = new AtomicInteger();
		this.provider.token().subscribe((token) -> granted.incrementAndGet());
		assertThat(granted).hasValue(0);
		this.provider.forgetFailures();
		assertThat(granted).hasValue(1);
	}

	@Test
	void concurrentCallersReceiveSameFailure() {
		Sinks.One<ClientResponse> pendingResponse = Sinks.one();
		this.endpoint = (number) -> pendingResponse.asMono();
		List<TokenFailure> failures = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			this.provider.token().subscribe(null, (failure) -> failures.add((TokenFailure) failure));
		}
		pendingResponse.tryEmitValue(response(HttpStatus.SERVICE_UNAVAILABLE, ""));
		assertThat(failures).hasSize(200).allMatch((failure) -> failure == failures.get(0));
	}

	@Test
	void suppliesTokenToOtherCallersIfOneThrows() {
		Sinks.One<ClientResponse> pendingResponse = Sinks.one();
		this.endpoint = (number) -> pendingResponse.asMono();
		List<String> tokens = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			int number = i;
			this.provider.token().map(AccessToken::value).subscribe((value) -> {
				if (number == 1) {
					throw new NoClassDefFoundError();
				}
				tokens.add(value);
			});
		}
		pendingResponse.tryEmitValue(token("token", 3600));
		assertThat(tokens).containsExactly("token", "token");
	}

	@Test
	void closeFailsWaitingCallersAndInterruptsCredentialsSource() throws InterruptedException {
		VirtualTimeScheduler.reset();
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		ClientCredentialsTokenProvider blocked = provider(() -> {
			try {
				asked.countDown();
				Thread.sleep(Duration.ofMinutes(5).toMillis());
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
			}
			throw new IllegalStateException();
		});
		CompletableFuture<AccessToken> call = blocked.token().toFuture();
		assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(call).isNotDone();
		blocked.close();
		assertThat(call).failsWithin(Duration.ofSeconds(10));
		assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(blocked.token().toFuture()).failsWithin(Duration.ofSeconds(10));
	}

	@Test
	void blockingCredentialsSourceRunsOnceAndDoesNotBlockCallers() throws InterruptedException {
		VirtualTimeScheduler.reset();
		CountDownLatch released = new CountDownLatch(1);
		Set<Thread> threads = ConcurrentHashMap.newKeySet();
		AtomicInteger asked = new AtomicInteger();
		ClientCredentialsTokenProvider slow = provider(() -> {
			asked.incrementAndGet();
			threads.add(Thread.currentThread());
			await(released);
			return credentials();
		});
		for (int i = 0; i < 20; i++) {
			StepVerifier.create(slow.token().timeout(Duration.ofMillis(1))).verifyError(TimeoutException.class);
		}
		CompletableFuture<AccessToken> call = slow.token().toFuture();
		released.countDown();
		assertThat(call).succeedsWithin(Duration.ofSeconds(10));
		assertThat(asked).hasValue(1);
		assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
	}

	@ParameterizedTest
	@CsvSource({ "500, true", "503, true", "429, true", "400, false", "401, false", "302, false" })
	void classifiesFailureByStatus(int status, boolean transientFailure) {
		this.endpoint = (number) -> Mono.just(response(HttpStatus.valueOf(status), "<html>" + SECRET + "</html>"));
		assertFails(transientFailure, String.valueOf(status));
	}

	@Test
	void unreachableEndpointIsTransientFailure() {
		this.endpoint = (number) -> Mono.error(new WebClientRequestException(new ConnectException("refused"),
				HttpMethod.POST, URI.create("https://auth.example.com/token"), HttpHeaders.EMPTY));
		assertFails(true, "ConnectException");
	}

	@Test
	void requestTimesOut() {
		this.endpoint = (number) -> Mono.never();
		List<Throwable> failures = new ArrayList<>();
		this.provider.token().subscribe(null, failures::add);
		this.time.advanceTimeBy(Duration.ofSeconds(11));
		assertThat(failures).singleElement()
			.satisfies((failure) -> assertThat(failure).hasMessageContaining("10000 ms"));
		this.endpoint = (number) -> Mono.just(token("later", 60));
		assertThat(value()).isEqualTo("later");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"token\":\"secret-page\"}", "[\"secret-page\"]", "null", "{}",
			"{\"access_token\":7,\"token_type\":\"Bearer\"}",
			"{\"access_token\":\"secret-page\",\"token_type\":\"mac\"}",
			"{\"access_token\":\"secret\\r\\npage\",\"token_type\":\"Bearer\"}" })
	void rejectsResponseWithoutToken(String body) {
		this.endpoint = (number) -> Mono.just(response(HttpStatus.OK, body));
		assertFails(false, "not an OAuth2 token");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<html>secret-page</html>", "{\"access_token\":\"secret-page", "", " ",
			"{\"access_token\"", "\u0000", "{\"access_token\":\"secret-page\",\"token_type\":\"Bearer\",}" })
	void damagedResponseIsTransientFailure(String body) {
		this.endpoint = (number) -> Mono.just(response(HttpStatus.OK, body));
		assertFails(true, "not an OAuth2 token");
	}

	@Test
	void brokenHttpIsTransientFailure() {
		for (Throwable broken : List.of(new NumberFormatException(SECRET), new PrematureChannelClosureException(SECRET),
				new IOException(SECRET), new IllegalStateException(SECRET))) {
			this.endpoint = (number) -> Mono
				.just(ClientResponse.create(HttpStatus.OK).body(Flux.error(broken)).build());
			assertFails(true, broken.getClass().getSimpleName());
			this.provider.forgetFailures();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "9999999999", "9223372036854775807", "9223372036854775808", "1e400", "-1e400",
			"1E+999999999", "3599.5", "\"3600\"", "\"soon\"", "\"\"", "\"NaN\"", "\"Infinity\"", "null", "true", "0",
			"-1", "{\"a\":1}", "[3600]" })
	void acceptsTokenWithLifetimeOfAnyForm(String seconds) {
		this.endpoint = (number) -> Mono.just(response(HttpStatus.OK,
				"{\"access_token\":\"long\",\"token_type\":\"Bearer\",\"expires_in\":" + seconds + "}"));
		assertThat(value()).isEqualTo("long");
		assertThat(this.provider.status().expiresIn()).isBetween(Duration.ofMinutes(4), Duration.ofDays(1));
		this.time.advanceTimeBy(Duration.ofMinutes(3));
		assertThat(value()).isEqualTo("long");
		assertThat(this.requests).hasValue(1);
	}

	@Test
	void acceptsTokenWithLifetimeOfThousandsOfDigits() {
		acceptsTokenWithLifetimeOfAnyForm("9".repeat(20_000));
	}

	@Test
	void assumesShortLifetimeIfMissing() {
		this.endpoint = (number) -> Mono
			.just(response(HttpStatus.OK, "{\"access_token\":\"token-" + number + "\",\"token_type\":\"Bearer\"}"));
		assertThat(value()).isEqualTo("token-1");
		this.time.advanceTimeBy(Duration.ofMinutes(3));
		assertThat(value()).isEqualTo("token-1");
		this.time.advanceTimeBy(Duration.ofMinutes(3));
		assertThat(value()).isEqualTo("token-2");
	}

	@Test
	void basicAuthenticationKeepsSpecialCharacters() {
		value();
		String header = this.sent.get(0).getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
		String decoded = new String(Base64.getDecoder().decode(header.substring("Basic ".length())),
				StandardCharsets.UTF_8);
		assertThat(decoded).isEqualTo("id:s3%3Acr%26t%2B%C3%BC%25");
		assertThat(form()).isEqualTo("grant_type=client_credentials&scope=a%3Ab+c");
	}

	@Test
	void postAuthenticationKeepsSpecialCharacters() {
		this.authentication = ClientAuthentication.CLIENT_SECRET_POST;
		value();
		assertThat(this.sent.get(0).getHeaders().getFirst(HttpHeaders.AUTHORIZATION)).isNull();
		assertThat(form()).contains("client_id=id").contains("client_secret=s3%3Acr%26t%2B%C3%BC%25");
	}

	@Test
	void reportsStatusAndRequests() {
		assertThat(this.provider.status()).isEqualTo(new TokenStatus(State.NONE, null, null, null));
		AccessToken token = this.provider.token().block();
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(this.provider.status()).isEqualTo(
				new TokenStatus(State.VALID, Duration.ofMinutes(1), Duration.ofMinutes(59).minusSeconds(5), null));
		this.time.advanceTimeBy(Duration.ofHours(1));
		assertThat(this.provider.status())
			.isEqualTo(new TokenStatus(State.EXPIRED, Duration.ofMinutes(61), Duration.ZERO, null));
		this.endpoint = (number) -> Mono
			.just(response(HttpStatus.UNAUTHORIZED, "{\"error\":\"invalid_client\",\"x\":\"" + SECRET + "\"}"));
		assertFails(false, "invalid_client");
		this.time.advanceTimeBy(Duration.ofSeconds(7));
		assertThat(this.provider.status().failure()).isNotNull().satisfies((failure) -> {
			assertThat(failure.reason()).contains("401 invalid_client").doesNotContain(SECRET);
			assertThat(failure.transientFailure()).isFalse();
			assertThat(failure.age()).isEqualTo(Duration.ofSeconds(7));
		});
		this.provider.reject(token);
		assertThat(this.provider.status().state()).isEqualTo(State.NONE);
		this.endpoint = (number) -> Mono.just(response(HttpStatus.SERVICE_UNAVAILABLE, ""));
		assertFails(true, "503");
		assertThat(this.provider.status().failure()).isNotNull().matches(TokenStatus.Failure::transientFailure);
		this.endpoint = (number) -> Mono.delay(Duration.ofSeconds(2)).thenReturn(token("token", 3600));
		this.provider.token().subscribe();
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		assertThat(this.provider.status().failure()).isNull();
		assertThat(this.events.all()).containsExactly("token granted 0 ms", "token rejected 0 ms", "token failed 0 ms",
				"token granted 2000 ms");
	}

	@Test
	void neverExposesSecretOrToken() {
		assertThat(new ClientCredentials(URI.create("https://auth.example.com/token"), "id", SECRET, List.of(),
				ClientAuthentication.CLIENT_SECRET_BASIC))
			.asString()
			.doesNotContain(SECRET);
		assertThat(new AccessToken("token-1")).asString().doesNotContain("token-1");
	}

	private void assertFails(boolean transientFailure, String text) {
		StepVerifier.create(this.provider.token())
			.verifyErrorSatisfies((failure) -> assertThat(failure)
				.isInstanceOfSatisfying(TokenFailure.class,
						(typed) -> assertThat(typed.isTransient()).isEqualTo(transientFailure))
				.hasMessageContaining(text)
				.hasMessageNotContaining(SECRET)
				.hasMessageNotContaining("secret-page"));
	}

	private ClientCredentialsTokenProvider provider(Supplier<ClientCredentials> source) {
		WebClient webClient = WebClient.builder().exchangeFunction(this::exchange).build();
		return provider(
				new TokenRequester(() -> webClient, Duration.ofSeconds(10), source, Schedulers::boundedElastic));
	}

	private ClientCredentialsTokenProvider provider(TokenRequester requester) {
		return new ClientCredentialsTokenProvider(requester, () -> this.time.now(TimeUnit.NANOSECONDS), this.events);
	}

	private ClientCredentials credentials() {
		return new ClientCredentials(URI.create("https://auth.example.com/token"), "id", SECRET, List.of("a:b", "c"),
				this.authentication);
	}

	@SuppressWarnings("unchecked")
	private static <T, E extends Throwable> T sneakyThrow(Throwable failure) throws E {
		throw (E) failure;
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String value() {
		AccessToken token = this.provider.token().block();
		return token.value();
	}

	private String form() {
		return this.sent.get(0).getBodyAsString().block();
	}

	private Mono<ClientResponse> exchange(ClientRequest request) {
		MockClientHttpRequest http = new MockClientHttpRequest(request.method(), request.url());
		this.sent.add(http);
		return request.writeTo(http, ExchangeStrategies.withDefaults())
			.then(Mono.defer(() -> this.endpoint.apply(this.requests.incrementAndGet())));
	}

	private static ClientResponse token(String value, int seconds) {
		return response(HttpStatus.OK,
				"{\"access_token\":\"" + value + "\",\"token_type\":\"Bearer\",\"expires_in\":" + seconds + "}");
	}

	private static ClientResponse response(HttpStatus status, String body) {
		return ClientResponse.create(status).header("Content-Type", "application/json").body(body).build();
	}

}
