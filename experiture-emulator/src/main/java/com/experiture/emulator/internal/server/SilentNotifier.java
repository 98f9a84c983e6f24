package com.experiture.emulator.internal.server;

import com.github.tomakehurst.wiremock.common.Notifier;

/**
 * Logs nothing, because WireMock's messages quote requests, and with them tokens and
 * records.
 */
final class SilentNotifier implements Notifier {

	@Override
	public void info(String message) {
	}

	@Override
	public void error(String message) {
	}

	@Override
	public void error(String message, Throwable failure) {
	}

}
