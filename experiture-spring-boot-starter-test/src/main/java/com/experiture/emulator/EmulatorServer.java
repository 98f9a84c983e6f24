package com.experiture.emulator;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/**
 * WireMock with one stub that matches everything and hands it to the emulator.
 */
final class EmulatorServer {

	private static final int LAST = 1000;

	private static final int THREADS = 200;

	private final WireMockServer server;

	EmulatorServer(int port, Function<HttpCall, Reply> engine) {
		Bridge bridge = new Bridge(engine);
		WireMockConfiguration options = WireMockConfiguration.options()
			.bindAddress("127.0.0.1")
			.http2PlainDisabled(true)
			.containerThreads(THREADS)
			.disableRequestJournal()
			.stubRequestLoggingDisabled(true)
			.notifier(new SilentNotifier())
			.mappingSource(new CatchAll(bridge.getName(), LAST))
			.extensionScanningEnabled(false)
			.extensions(bridge)
			// What the emulator sends goes out byte for byte.
			.gzipDisabled(true)
			.useChunkedTransferEncoding(ChunkedEncodingPolicy.NEVER);
		this.server = new WireMockServer((port > 0) ? options.port(port) : options.dynamicPort());
		this.server.start();
	}

	WireMockServer wireMock() {
		return this.server;
	}

	String origin() {
		return "http://127.0.0.1:" + this.server.port();
	}

	void stop() {
		this.server.stop();
	}

	private static final class Bridge implements ResponseDefinitionTransformerV2 {

		private final Function<HttpCall, Reply> engine;

		Bridge(Function<HttpCall, Reply> engine) {
			this.engine = engine;
		}

		@Override
		public String getName() {
			return "experiture";
		}

		@Override
		public boolean applyGlobally() {
			return false;
		}

		@Override
		public ResponseDefinition transform(ServeEvent event) {
			Reply reply = this.engine.apply(call(event.getRequest()));
			ResponseDefinitionBuilder response = WireMock.aResponse().withStatus(reply.status());
			reply.headers().forEach(response::withHeader);
			return response.withBody(reply.body()).build();
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
			return new HttpCall(request.getMethod().getName(), path, query, headers,
					(body != null) ? body : new byte[0]);
		}

	}

}
