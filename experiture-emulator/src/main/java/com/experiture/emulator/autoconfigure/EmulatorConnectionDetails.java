package com.experiture.emulator.autoconfigure;

import com.experiture.boot.autoconfigure.ExperitureConnectionDetails;
import com.experiture.emulator.ExperitureEmulator;

/**
 * {@link ExperitureConnectionDetails} of an {@link ExperitureEmulator} in this process.
 */
class EmulatorConnectionDetails implements ExperitureConnectionDetails {

	private final ExperitureEmulator emulator;

	EmulatorConnectionDetails(ExperitureEmulator emulator) {
		this.emulator = emulator;
	}

	@Override
	public String getBaseUrl() {
		return this.emulator.baseUrl().toString();
	}

	@Override
	public String getTokenUri() {
		return this.emulator.tokenUri().toString();
	}

	@Override
	public String getClientId() {
		return this.emulator.clientId();
	}

	@Override
	public String getClientSecret() {
		return this.emulator.clientSecret();
	}

}
