package com.experiture.client.internal.pipeline;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import com.experiture.client.auth.AccessToken;
import com.experiture.client.auth.TokenFailure;
import com.experiture.client.error.ConflictException;
import com.experiture.client.error.ConnectionLostException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for closing a {@link CallPipeline}.
 */
class CallPipelineCloseTests extends CallPipelineFixture {

	@Test
	void rejectsCallThatWaitsForNextAttemptWhenClosed() {
		CallPipeline pipeline = pipeline();
		this.api = (number) -> error(409, "CDP_ETL.CONFLICT");
		Outcome outcome = call(pipeline, WRITE);
		pipeline.close();
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(outcome.failure).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("is closed")
			.hasCauseInstanceOf(ConflictException.class);
		assertThat(this.sent).hasSize(1);
	}

	@Test
	void reportsUncertainAttemptWhenClosed() {
		CallPipeline pipeline = pipeline();
		this.api = (number) -> Mono.error(new IOException("reset"));
		Outcome outcome = call(pipeline, WRITE);
		pipeline.close();
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(outcome.failure).isInstanceOf(ConnectionLostException.class);
		assertThat(outcome.failure.getSuppressed()).hasAtLeastOneElementOfType(IllegalStateException.class);
		assertThat(this.sent).hasSize(1);
	}

	@Test
	void doesNotReportTokenFailureWhenClosed() {
		CallPipeline pipeline = pipeline();
		this.tokens.supplier = () -> {
			pipeline.close();
			throw new TokenFailure("the token endpoint cannot be reached; check the network", null, true);
		};
		assertThat(call(pipeline, WRITE).failure).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("is closed")
			.hasMessageNotContaining("network");
	}

	@Test
	void sendsNothingWhenClosedDuringTokenRequest() {
		CallPipeline pipeline = pipeline();
		this.tokens.supplier = () -> {
			pipeline.close();
			return new AccessToken("late");
		};
		assertThat(call(pipeline, WRITE).failure).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("is closed");
		assertThat(this.sentAt).isEmpty();
	}

}
