package com.experiture.emulator;

import com.github.tomakehurst.wiremock.common.Notifier;

/**
 * Says nothing: WireMock's messages quote requests, and with them tokens and records.
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
