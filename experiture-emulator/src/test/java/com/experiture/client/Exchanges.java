package com.experiture.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;

import com.experiture.emulator.ExperitureEmulator;
import com.experiture.openapi.OpenApiContract;

/**
 * Checks all exchanges with an emulator against the OpenAPI document.
 */
final class Exchanges {

	private final OpenApiContract contract = OpenApiContract.load();

	private final List<String> violations = new ArrayList<>();

	private final String basePath;

	private int count;

	Exchanges(ExperitureEmulator emulator) {
		this.basePath = emulator.baseUrl().getPath();
		emulator.wireMock().addMockServiceRequestListener(this::check);
	}

	private synchronized void check(Request request, Response response) {
		if (!request.getUrl().startsWith(this.basePath)) {
			return;
		}
		this.count++;
		byte[] requestBody = (request.getBody() != null) ? request.getBody() : new byte[0];
		byte[] responseBody = (response.getBody() != null) ? response.getBody() : new byte[0];
		this.contract
			.violations(request.getMethod().getName(), request.getUrl().substring(this.basePath.length()),
					headers(request.getHeaders()), requestBody, response.getStatus(), headers(response.getHeaders()),
					responseBody)
			.forEach((violation) -> this.violations
				.add(request.getMethod() + " " + request.getUrl() + ": " + violation));
	}

	synchronized List<String> violations() {
		return List.copyOf(this.violations);
	}

	synchronized int count() {
		return this.count;
	}

	private static Map<String, List<String>> headers(HttpHeaders headers) {
		Map<String, List<String>> map = new LinkedHashMap<>();
		for (HttpHeader header : headers.all()) {
			map.put(header.key(), header.values());
		}
		return map;
	}

}
