package com.experiture.client.imports;

import com.experiture.client.call.Endpoint;
import com.experiture.client.error.CallDetails;

/**
 * How far an import is.
 */
public enum ImportPhase {

	/** The file is looked at, or the records are written to one. */
	PREPARE(Endpoint.IMPORTS_CREATE),

	/** The job is created. */
	CREATE(Endpoint.IMPORTS_CREATE),

	/** The file is uploaded. */
	UPLOAD("imports.upload", "PUT upload URL"),

	/** The mapping is submitted. */
	SUBMIT_MAPPING(Endpoint.IMPORTS_SUBMIT_MAPPING),

	/** The job is started. From here on rows may be imported. */
	START(Endpoint.IMPORTS_START),

	/** The job is waited for. */
	AWAIT(Endpoint.IMPORTS_GET);

	private final String call;

	private final String request;

	ImportPhase(Endpoint endpoint) {
		this(endpoint.id(), endpoint.method() + " " + endpoint.path());
	}

	ImportPhase(String call, String request) {
		this.call = call;
		this.request = request;
	}

	public CallDetails details(String correlationId, int attempts) {
		return new CallDetails(this.call, this.request, correlationId, null, attempts);
	}

}
