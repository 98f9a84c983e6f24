package com.experiture.emulator;

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

/**
 * Hands WireMock's requests to the emulator and its replies to WireMock.
 */
final class Bridge implements ResponseDefinitionTransformerV2 {

	static final String NAME = "experiture";

	private static final int PIECES = 100;

	private final Function<HttpCall, Reply> engine;

	Bridge(Function<HttpCall, Reply> engine) {
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
		Reply reply = this.engine.apply(call(event.getRequest()));
		reply.delay().run();
		ResponseDefinitionBuilder response = WireMock.aResponse().withStatus(reply.status());
		reply.headers().forEach(response::withHeader);
		byte[] body = reply.body();
		switch (reply.delivery()) {
			case WHOLE -> response.withBody(body);
			case CLOSED -> response.withFault(Fault.EMPTY_RESPONSE);
			case RESET -> response.withFault(Fault.CONNECTION_RESET_BY_PEER);
			case GARBLED -> response.withFault(Fault.MALFORMED_RESPONSE_CHUNK);
			case CUT_OFF -> {
				// The server finds that something is missing and breaks the connection.
				response.withHeader("Content-Length", String.valueOf(body.length));
				response.withBody(Arrays.copyOf(body, body.length / 2));
			}
			case TRICKLED -> response.withBody(body)
				.withChunkedDribbleDelay(PIECES, (int) Math.min(reply.time().toMillis(), Integer.MAX_VALUE));
			case THEN_CLOSED -> {
				ServerFactory.closeWhenAnswered();
				response.withBody(body);
			}
		}
		return response.build();
	}

	private static HttpCall call(Request request) {
		String url = request.getUrl();
		int question = url.indexOf('?');
		String path = (question < 0) ? url : url.substring(0, question);
		String query = (question < 0) ? "" : url.substring(question + 1);
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (HttpHeader header : request.getHeaders().all()) {
			headers.merge(header.key(), String.join(", ", header.values()), (one, two) -> one + ", " + two);
		}
		byte[] body = request.getBody();
		return new HttpCall(request.getMethod().getName(), path, query, headers, (body != null) ? body : new byte[0]);
	}

}
