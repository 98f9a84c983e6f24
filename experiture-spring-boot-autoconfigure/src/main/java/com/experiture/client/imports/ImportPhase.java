package com.experiture.client.imports;

import com.experiture.client.http.Endpoint;
import com.experiture.client.http.Operation;

/**
 * How far an import is.
 */
public enum ImportPhase {

	/** The file is looked at, or the records are written to one. */
	PREPARE(Endpoint.IMPORTS_CREATE),

	/** The job is created. */
	CREATE(Endpoint.IMPORTS_CREATE),

	/** The file is uploaded. */
	UPLOAD(Endpoint.IMPORTS_CREATE),

	/** The mapping is submitted. */
	SUBMIT_MAPPING(Endpoint.IMPORTS_SUBMIT_MAPPING),

	/** The job is started. From here on rows may be imported. */
	START(Endpoint.IMPORTS_START),

	/** The job is waited for. */
	AWAIT(Endpoint.IMPORTS_GET);

	private final Operation operation;

	ImportPhase(Operation operation) {
		this.operation = operation;
	}

	Operation operation() {
		return this.operation;
	}

}
