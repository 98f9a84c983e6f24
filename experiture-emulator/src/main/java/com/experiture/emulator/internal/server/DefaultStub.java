package com.experiture.emulator.internal.server;

import java.util.List;
import java.util.UUID;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.standalone.MappingsSource;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;

/**
 * The emulator's own stub as WireMock's default mapping: it survives if a test resets
 * WireMock, and no mapping files of the user's are read.
 */
final class DefaultStub implements MappingsSource {

	private static final UUID ID = UUID.fromString("e7c1a1f0-3b5d-4f0e-9d5a-6c1b0c7d2a11");

	private final String transformer;

	private final int priority;

	DefaultStub(String transformer, int priority) {
		this.transformer = transformer;
		this.priority = priority;
	}

	static boolean isOther(StubMapping stub) {
		return !stub.getId().equals(ID);
	}

	@Override
	public void loadMappingsInto(StubMappings stubMappings) {
		stubMappings.addMapping(WireMock.any(WireMock.anyUrl())
			.withId(ID)
			.atPriority(this.priority)
			.willReturn(WireMock.aResponse().withTransformers(this.transformer))
			.build());
	}

	@Override
	public void save(List<StubMapping> stubMappings) {
		// Nothing is kept after the emulator has stopped.
	}

	@Override
	public void save(StubMapping stubMapping) {
		// As above.
	}

	@Override
	@SuppressWarnings("removal")
	public void remove(StubMapping stubMapping) {
		// As above.
	}

	@Override
	public void removeAll() {
		// As above.
	}

}
