package com.experiture.emulator;

import java.util.function.Function;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.global.GlobalSettings;

/**
 * WireMock with one stub that matches everything and hands it to the emulator.
 */
final class EmulatorServer {

	private static final int LAST = 1000;

	private static final int THREADS = 200;

	private final ServerFactory factory;

	private final WireMockServer server;

	EmulatorServer(int port, Exposure exposure, Uploads uploads, Function<HttpCall, Reply> engine) {
		this.factory = new ServerFactory(exposure.outside() ? new UploadHandler(uploads) : null);
		WireMockConfiguration options = WireMockConfiguration.options()
			.bindAddress(exposure.bindAddress())
			.http2PlainDisabled(true)
			.containerThreads(THREADS)
			.disableRequestJournal()
			.stubRequestLoggingDisabled(true)
			.notifier(new SilentNotifier())
			.mappingSource(new CatchAll(Bridge.NAME, LAST))
			.extensionScanningEnabled(false)
			.extensions(new Bridge(engine))
			.httpServerFactory(this.factory)
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

	// One by one: WireMock's own reset answers requests of others with 404 meanwhile.
	void dropStubs() {
		this.server.getStubMappings().stream().filter(CatchAll::isOther).forEach(this.server::removeStub);
		this.server.resetScenarios();
		this.server.updateGlobalSettings(GlobalSettings.defaults());
	}

	void closeConnections() {
		this.factory.closeConnections();
	}

	void stop() {
		this.server.stop();
	}

}
