package com.experiture.client.internal.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.publisher.TestPublisher;
import reactor.test.publisher.TestPublisher.Violation;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.core.io.buffer.PooledDataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;

import com.experiture.client.call.CallOptions;
import com.experiture.client.error.ExperitureException;
import com.experiture.client.error.InvalidResponseException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for responses in a {@link CallPipeline}.
 */
class CallPipelineResponseTests extends CallPipelineFixture {

	@Test
	void recognizesErrorWithTooLargeBody() {
		this.api = (number) -> (number > 1) ? ok()
				: Mono.fromSupplier(() -> ClientResponse.create(HttpStatus.TOO_MANY_REQUESTS)
					.header("Retry-After", "2")
					.body("x".repeat(2 * 1024 * 1024))
					.build());
		CallPipeline pipeline = pipeline();
		Outcome outcome = call(pipeline, WRITE);
		assertThat(pipeline.status().endpointClass("single-write").pausedFor()).isPositive();
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(outcome.value).isNotNull();
	}

	@Test
	void releasesBufferThatArrivesAfterCancellation() {
		List<DataBuffer> late = new ArrayList<>();
		TestPublisher<DataBuffer> body = TestPublisher.createNoncompliant(Violation.CLEANUP_ON_TERMINATE);
		this.api = (number) -> Mono.fromSupplier(() -> ClientResponse.create(HttpStatus.OK).body(body.flux()).build());
		Disposable call = pipeline().exchange(WRITE, CallOptions.none()).subscribe();
		body.next(buffer(late));
		call.dispose();
		body.next(buffer(late));
		assertThat(late).hasSize(2).noneMatch((buffer) -> ((PooledDataBuffer) buffer).isAllocated());
	}

	@Test
	void releasesBufferOfTooLargeResponseOnce() {
		DataBuffer large = buffer(new ArrayList<>());
		large.write(new byte[2 * 1024 * 1024]);
		this.api = (number) -> Mono.fromSupplier(() -> {
			// Can be read once, like the body of a real response.
			Sinks.Many<DataBuffer> body = Sinks.many().unicast().onBackpressureBuffer();
			body.tryEmitNext(DataBufferUtils.retain(large));
			return ClientResponse.create(HttpStatus.OK).body(body.asFlux()).build();
		});
		Outcome outcome = call(pipeline(), WRITE);
		this.time.advanceTimeBy(Duration.ofMinutes(3));
		assertThat(outcome.failure).isInstanceOf(InvalidResponseException.class);
		assertThat(((NettyDataBuffer) large).getNativeBuffer().refCnt()).isOne();
		DataBufferUtils.release(large);
	}

	@Test
	void retriesDamagedResponseOnly() {
		this.api = (number) -> (number == 1) ? response(200, "{\"success\":true,\"data\":{") : ok();
		Outcome outcome = call(pipeline(), WRITE);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(outcome.value).isNotNull();
		this.sent.clear();
		this.api = (number) -> response(200, "<html>hello</html>");
		assertThat(call(pipeline(), WRITE).failure).isInstanceOf(InvalidResponseException.class);
		this.api = (number) -> response(200, "[" + "[".repeat(100_000));
		assertThat(call(pipeline(), WRITE).failure).isInstanceOf(InvalidResponseException.class);
		this.api = (number) -> response(200, "{\"success\":true,\"data\":" + "{\"a\":".repeat(100_000));
		Outcome deep = call(pipeline(), WRITE);
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(deep.failure).isInstanceOf(InvalidResponseException.class);
	}

	@Test
	void rejectsTooLargeResponse() {
		this.api = (number) -> response(200, "{\"success\":true,\"data\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}");
		assertThat(call(pipeline(), WRITE).failure).isInstanceOf(InvalidResponseException.class)
			.hasMessageContaining("experiture.max-response-size");
		assertThat(this.sent).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"first_name\":\"Confidential\"}", "[\"Confidential\"]",
			"<html>Authorization: Bearer Confidential</html>", "<html>Confidential@example.com</html>" })
	void hidesBodyThatEchoesRequest(String body) {
		for (int status : new int[] { 200, 400 }) {
			this.api = (number) -> response(status, body);
			assertThat(call(pipeline(), WRITE).failure).isInstanceOf(ExperitureException.class)
				.hasMessageNotContaining("Confidential");
		}
	}

	@Test
	void hidesOffendingValueInMessageOfApi() {
		String message = "{\"success\":false,\"error\":{\"code\":\"CDP_ETL.VALIDATION.REQUEST_INVALID\",\"message\":"
				+ "\"%s is no such thing\",\"details\":{\"path\":\"record.a\",\"value\":%s}}}";
		String value = "Confidential ".repeat(300);
		this.api = (number) -> response(400, message.formatted(value, "\"" + value + "\""));
		assertThat(call(pipeline(), WRITE).failure).hasMessageContaining("*** is no such thing")
			.hasMessageNotContaining("Confidential");
		this.api = (number) -> response(400, message.formatted("DE02120300000000202051", "null"));
		assertThat(call(pipeline(), WRITE).failure).hasMessageContaining("*** is no such thing");
	}

	private static DataBuffer buffer(List<DataBuffer> buffers) {
		DataBuffer buffer = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT)
			.wrap(UnpooledByteBufAllocator.DEFAULT.directBuffer(1).writeByte('{'));
		buffers.add(buffer);
		return buffer;
	}

}
