package com.experiture.client.internal.exchange;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import com.experiture.client.call.ApiResponse;
import com.experiture.client.call.Operation;
import com.experiture.client.error.ApiError;
import com.experiture.client.internal.call.CallContext;
import com.experiture.client.internal.call.CorrelationIds;
import com.experiture.client.internal.call.ResponseHead;
import com.experiture.client.internal.concurrent.GuardedMono;
import com.experiture.client.internal.concurrent.SafeCallback;
import com.experiture.client.internal.encoding.EncodedBody;
import com.experiture.client.internal.ratelimit.RetryAfter;
import com.experiture.client.internal.text.ServerText;

/**
 * Sends one request and decodes its response. Bodies are bytes here, so codecs of the
 * application do not change the format.
 */
public final class Exchange {

	private static final String URI_TEMPLATE_ATTRIBUTE = WebClient.class.getName() + ".uriTemplate";

	private static final MediaType JSON = new MediaType(MediaType.APPLICATION_JSON, StandardCharsets.UTF_8);

	private final SingletonSupplier<WebClient> webClient;

	private final SingletonSupplier<WebClient> unobserved;

	private final SafeCallback observation = new SafeCallback("The observation of an exchange failed");

	private final EnvelopeReader reader;

	private final RetryAfter retryAfter;

	private final Deprecations deprecations;

	private final int maxResponseSize;

	public Exchange(Supplier<WebClient> webClient, EnvelopeReader reader, RetryAfter retryAfter,
			Deprecations deprecations, int maxResponseSize) {
		this.webClient = SingletonSupplier.of(() -> guarded(webClient));
		this.unobserved = SingletonSupplier
			.of(() -> this.webClient.obtain().mutate().observationRegistry(ObservationRegistry.NOOP).build());
		this.reader = reader;
		this.retryAfter = retryAfter;
		this.deprecations = deprecations;
		this.maxResponseSize = maxResponseSize;
	}

	private static WebClient guarded(Supplier<WebClient> source) {
		try {
			return source.get().mutate().filters((filters) -> {
				filters.add(0, new CallFilter());
				filters.add(new SentRequestFilter());
			}).build();
		}
		catch (Error ex) {
			// An Error would end a thread instead of the call.
			throw new IllegalStateException("The WebClient of the application cannot be built", ex);
		}
	}

	/**
	 * Send a request. If a handler or a convention fails when the observation of the
	 * exchange starts, the request is sent without that observation.
	 * @param <T> the type of the response's {@code data}
	 * @param context the context of the call
	 * @param prepared the request
	 * @param headers adds the headers of the call
	 * @return the response; fails with a {@link RejectedResponse} or a
	 * {@link MalformedResponse}
	 */
	public <T> Mono<ApiResponse<T>> send(CallContext context, PreparedRequest prepared, Consumer<HttpHeaders> headers) {
		AtomicBoolean entered = new AtomicBoolean();
		Mono<ApiResponse<T>> observed = new GuardedMono<>(
				() -> send(this.webClient.obtain(), entered, context, prepared, headers), this.observation);
		return observed.onErrorResume((failure) -> !entered.get() && !context.isSent(), (failure) -> {
			this.observation.report(failure);
			return send(this.unobserved.obtain(), entered, context, prepared, headers);
		});
	}

	private <T> Mono<ApiResponse<T>> send(WebClient webClient, AtomicBoolean entered, CallContext context,
			PreparedRequest prepared, Consumer<HttpHeaders> headers) {
		Operation operation = context.operation();
		EncodedBody body = prepared.body();
		Consumer<ClientHttpRequest> departure = context.departure();
		WebClient.RequestBodySpec request = webClient.method(operation.method())
			.uri(prepared.uri())
			.attribute(CallFilter.ENTERED, entered)
			.attribute(URI_TEMPLATE_ATTRIBUTE, operation.path())
			.headers(headers)
			.httpRequest(departure);
		WebClient.RequestHeadersSpec<?> ready = (body != null)
				? request.contentType(JSON).contentLength(body.length()).body(inserter(body)) : request;
		return ready.<ApiResponse<T>>exchangeToMono((response) -> read(context, response, prepared))
			.contextWrite((values) -> values.put(SentRequestFilter.class, departure));
	}

	// One buffer, so that headers and body of a small request are sent in one packet.
	private static BodyInserter<Void, ReactiveHttpOutputMessage> inserter(EncodedBody body) {
		return (message, context) -> message.writeWith(Mono.fromSupplier(() -> body.buffer(message.bufferFactory())));
	}

	private <T> Mono<ApiResponse<T>> read(CallContext context, ClientResponse response, PreparedRequest prepared) {
		HttpHeaders headers = response.headers().asHttpHeaders();
		ResponseHead head = new ResponseHead(response.statusCode().value(),
				correlationId(context, headers.getFirst(CorrelationIds.HEADER)),
				this.retryAfter.parse(headers.getFirst(HttpHeaders.RETRY_AFTER)));
		context.responded(head);
		this.deprecations.look(context, headers);
		return response.body(BodyExtractors.toDataBuffers())
			.collect(() -> new ResponseBody(this.maxResponseSize), (body, buffer) -> decoding(head, () -> {
				body.add(buffer);
				return buffer;
			}))
			// A buffer can arrive while the call is cancelled on another thread.
			.doOnDiscard(DataBuffer.class, DataBufferUtils::release)
			.map((body) -> decoding(head, () -> interpret(context, head, body.bytes(), prepared)));
	}

	private static @Nullable String correlationId(CallContext context, @Nullable String header) {
		return context.correlationId().equals(header) ? header : ServerText.id(header);
	}

	// Reactor does not signal an error such as a StackOverflowError, so the call would
	// wait until its timeout.
	private static <R> R decoding(ResponseHead head, Supplier<R> step) {
		try {
			return step.get();
		}
		catch (RejectedResponse | MalformedResponse ex) {
			throw ex;
		}
		catch (DataBufferLimitException ex) {
			throw tooLarge(head);
		}
		catch (Throwable ex) {
			throw MalformedResponse.foreign(head.status(), "it cannot be read (" + ex.getClass().getSimpleName() + ")");
		}
	}

	// The status and the headers of an error are enough.
	private static RuntimeException tooLarge(ResponseHead head) {
		String reason = "it is larger than allowed; raise experiture.max-response-size";
		return head.isError()
				? new RejectedResponse(new ApiError(head.status(), null,
						"the body of the response is not read, " + reason, null, null, head.retryAfter()))
				: MalformedResponse.foreign(head.status(), reason);
	}

	private <T> ApiResponse<T> interpret(CallContext context, ResponseHead head, byte[] body,
			PreparedRequest prepared) {
		Envelope<T> envelope = envelope(context, head, body, prepared);
		return new ReceivedResponse<>(envelope, body, head, context, this.reader);
	}

	private <T> Envelope<T> envelope(CallContext context, ResponseHead head, byte[] body, PreparedRequest prepared) {
		Type type = prepared.type();
		if (head.isRedirect()) {
			throw MalformedResponse.foreign(head.status(),
					"it is a redirect, which is not followed; check experiture.base-url");
		}
		if (body.length == 0 && !head.isError() && mayLackData(type)) {
			return new Envelope<>(true, null, null, head.correlationId(), null);
		}
		if (prepared.raw() && !head.isError()) {
			return new Envelope<>(true, this.reader.readWhole(body, type, head), null, null, null);
		}
		Envelope<T> envelope = parse(head, body, type);
		if (envelope.correlationId() != null && head.correlationId() == null) {
			context.responded(head.withCorrelationId(envelope.correlationId()));
		}
		if (head.isError() || !envelope.success()) {
			throw new RejectedResponse((envelope.error() != null) ? envelope.error()
					: new ApiError(head.status(), null, EnvelopeReader.excerpt(body), null, null, head.retryAfter(),
							null, Map.of(), envelope.additionalProperties()));
		}
		if (envelope.data() == null && !mayLackData(type)) {
			throw MalformedResponse.unreadable(head.status(), "the envelope has no field 'data'");
		}
		return envelope;
	}

	private static boolean mayLackData(Type type) {
		return type == Void.class
				|| (type instanceof ParameterizedType parameterized && parameterized.getRawType() == Optional.class);
	}

	// The body of an error can be anything, such as the page of a gateway, or empty.
	private <T> Envelope<T> parse(ResponseHead head, byte[] body, Type type) {
		try {
			return this.reader.read(body, type, head);
		}
		catch (MalformedResponse ex) {
			if (head.isError()) {
				return new Envelope<>(false, null, null, null, null);
			}
			throw ex;
		}
	}

}
