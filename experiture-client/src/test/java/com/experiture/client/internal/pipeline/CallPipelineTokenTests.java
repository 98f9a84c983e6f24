package com.experiture.client.internal.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import com.experiture.client.auth.TokenFailure;
import com.experiture.client.error.AuthenticationException;
import com.experiture.client.error.TokenException;
import com.experiture.client.settings.RateLimit;
import com.experiture.client.settings.RetrySettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for access tokens in a {@link CallPipeline}.
 */
class CallPipelineTokenTests extends CallPipelineFixture {

	@Test
	void reportsTokenFailureWhenProviderFails() {
		for (Throwable failure : List.of(new NoClassDefFoundError("x"), new StackOverflowError(),
				new IllegalStateException("x"))) {
			this.tokens.pending = Mono.defer(() -> {
				throw CallPipelineTokenTests.<RuntimeException>sneaky(failure);
			});
			assertThat(call(pipeline(), WRITE).failure).isInstanceOf(TokenException.class);
		}
	}

	@Test
	void replacesTokenThatExpiredWhileWaitingForPermit() {
		CallPipeline pipeline = pipeline(new RateLimit(1, Duration.ofSeconds(10), 1000));
		call(pipeline, WRITE);
		Outcome waiting = call(pipeline, WRITE);
		this.tokens.expired = true;
		this.time.advanceTimeBy(Duration.ofSeconds(30));
		assertThat(waiting.value).isNotNull();
		assertThat(this.sent.get(1).getFirst("Authorization")).isEqualTo("Bearer token-2");
	}

	@Test
	void replaysCallOnceWithNewTokenWhenTokenIsRejected() {
		this.api = (number) -> (number == 1) ? error(401, "CDP_ETL.AUTH.TOKEN_EXPIRED") : ok();
		assertThat(call(pipeline(), WRITE).value).isNotNull();
		assertThat(this.sent).extracting((headers) -> headers.getFirst("Authorization"))
			.containsExactly("Bearer token-1", "Bearer token-2");
		this.sent.clear();
		this.api = (number) -> error(401, "CDP_ETL.AUTH.UNAUTHORIZED");
		Outcome outcome = call(pipeline(), WRITE);
		assertThat(outcome.failure).isInstanceOf(AuthenticationException.class);
		assertThat(this.sent).hasSize(2);
	}

	@Test
	void reportsTokenFailureWithoutMessageOfProvider() {
		for (Throwable thrown : List.of(new IllegalStateException("s3cr3t"), new AssertionError("s3cr3t"))) {
			this.tokens.supplier = () -> CallPipelineTokenTests.sneakyThrow(thrown);
			assertThat(call(pipeline(), WRITE).failure).isInstanceOf(TokenException.class)
				.hasMessageContaining(thrown.getClass().getSimpleName())
				.hasMessageNotContaining("s3cr3t");
		}
		assertThat(this.sent).isEmpty();
	}

	@Test
	void paysOnceForSharedTokenRequest() {
		TokenFailure shared = new TokenFailure("the token endpoint responded with 503", null, true);
		this.tokens.supplier = () -> {
			if (this.time.now(TimeUnit.MILLISECONDS) == 0) {
				throw shared;
			}
			return this.tokens.current;
		};
		CallPipeline pipeline = pipeline();
		List<Outcome> outcomes = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			outcomes.add(call(pipeline, BATCH));
		}
		assertThat(pipeline.status().retriesLeft()).isEqualTo(RetrySettings.DEFAULT.budget() - 1);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(outcomes).allMatch((outcome) -> outcome.value != null);
		assertThat(pipeline.status().retriesLeft()).isEqualTo(RetrySettings.DEFAULT.budget());
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> T sneaky(Throwable failure) throws T {
		throw (T) failure;
	}

	@SuppressWarnings("unchecked")
	private static <T, E extends Throwable> T sneakyThrow(Throwable failure) throws E {
		throw (E) failure;
	}

}
