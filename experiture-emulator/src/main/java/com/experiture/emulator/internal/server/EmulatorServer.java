package com.experiture.emulator.internal.server;

import java.util.function.Function;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.global.GlobalSettings;

import com.experiture.emulator.internal.protocol.RawRequest;
import com.experiture.emulator.internal.protocol.RawResponse;

/**
 * WireMock with one stub that matches everything and passes it to the emulator.
 */
public final class EmulatorServer {

	private static final int LAST = 1000;

	private static final int THREADS = 200;

	private final JettyServerFactory factory;

	private final WireMockServer server;

	public EmulatorServer(NetworkBinding binding, UploadHost uploads, Function<RawRequest, RawResponse> engine) {
		this.factory = new JettyServerFactory(uploads.handler());
		WireMockConfiguration options = WireMockConfiguration.options()
			.bindAddress(binding.bindAddress())
			.http2PlainDisabled(true)
			.containerThreads(THREADS)
			.disableRequestJournal()
			.stubRequestLoggingDisabled(true)
			.notifier(new SilentNotifier())
			.mappingSource(new DefaultStub(WireMockAdapter.NAME, LAST))
			.extensionScanningEnabled(false)
			.extensions(new WireMockAdapter(engine))
			.httpServerFactory(this.factory)
			// Responses are sent byte for byte.
			.gzipDisabled(true)
			.useChunkedTransferEncoding(ChunkedEncodingPolicy.NEVER);
		this.server = new WireMockServer((binding.port() > 0) ? options.port(binding.port()) : options.dynamicPort());
		this.server.start();
	}

	public WireMockServer wireMock() {
		return this.server;
	}

	public String origin() {
		return "http://127.0.0.1:" + this.server.port();
	}

	// One by one: during WireMock's own reset all requests get a 404.
	public void removeStubs() {
		this.server.getStubMappings().stream().filter(DefaultStub::isOther).forEach(this.server::removeStub);
		this.server.resetScenarios();
		this.server.updateGlobalSettings(GlobalSettings.defaults());
	}

	public void closeConnections() {
		this.factory.closeConnections();
	}

	public void stop() {
		this.server.stop();
	}

}
