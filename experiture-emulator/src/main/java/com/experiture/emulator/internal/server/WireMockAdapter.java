package com.experiture.emulator.internal.server;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

import com.experiture.emulator.internal.protocol.RawRequest;
import com.experiture.emulator.internal.protocol.RawResponse;

/**
 * Passes WireMock's requests to the emulator and its responses to WireMock.
 */
final class WireMockAdapter implements ResponseDefinitionTransformerV2 {

	static final String NAME = "experiture";

	private static final int PIECES = 100;

	private final Function<RawRequest, RawResponse> engine;

	WireMockAdapter(Function<RawRequest, RawResponse> engine) {
		this.engine = engine;
	}

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public boolean applyGlobally() {
		return false;
	}

	@Override
	public ResponseDefinition transform(ServeEvent event) {
		RawResponse response = this.engine.apply(call(event.getRequest()));
		response.timing().delay().run();
		ResponseDefinitionBuilder definition = WireMock.aResponse().withStatus(response.status());
		response.headers().forEach(definition::withHeader);
		byte[] body = response.body();
		switch (response.delivery()) {
			case WHOLE -> definition.withBody(body);
			case CLOSED -> definition.withFault(Fault.EMPTY_RESPONSE);
			case RESET -> definition.withFault(Fault.CONNECTION_RESET_BY_PEER);
			case GARBLED -> definition.withFault(Fault.MALFORMED_RESPONSE_CHUNK);
			case CUT_OFF -> {
				// The server notices that the body is incomplete and breaks the
				// connection.
				definition.withHeader("Content-Length", String.valueOf(body.length));
				definition.withBody(Arrays.copyOf(body, body.length / 2));
			}
			case TRICKLED -> definition.withBody(body)
				.withChunkedDribbleDelay(PIECES,
						(int) Math.min(response.timing().duration().toMillis(), Integer.MAX_VALUE));
			case THEN_CLOSED -> {
				JettyServerFactory.closeAfterResponse();
				definition.withBody(body);
			}
		}
		return definition.build();
	}

	private static RawRequest call(Request request) {
		String url = request.getUrl();
		int question = url.indexOf('?');
		String path = (question < 0) ? url : url.substring(0, question);
		String query = (question < 0) ? "" : url.substring(question + 1);
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (HttpHeader header : request.getHeaders().all()) {
			headers.merge(header.key(), String.join(", ", header.values()), (one, two) -> one + ", " + two);
		}
		byte[] body = request.getBody();
		return new RawRequest(request.getMethod().getName(), path, query, headers, (body != null) ? body : new byte[0]);
	}

}
