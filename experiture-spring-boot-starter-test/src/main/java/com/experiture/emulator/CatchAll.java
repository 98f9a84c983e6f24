package com.experiture.emulator;

import java.util.List;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.standalone.MappingsSource;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;

/**
 * The emulator's own stub as WireMock's default mapping: it survives when a test resets
 * WireMock, and no mapping files of the user's are read.
 */
final class CatchAll implements MappingsSource {

	private final String transformer;

	private final int priority;

	CatchAll(String transformer, int priority) {
		this.transformer = transformer;
		this.priority = priority;
	}

	@Override
	public void loadMappingsInto(StubMappings stubMappings) {
		stubMappings.addMapping(WireMock.any(WireMock.anyUrl())
			.atPriority(this.priority)
			.willReturn(WireMock.aResponse().withTransformers(this.transformer))
			.build());
	}

	@Override
	public void save(List<StubMapping> stubMappings) {
		// Nothing is kept beyond the emulator's life.
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
