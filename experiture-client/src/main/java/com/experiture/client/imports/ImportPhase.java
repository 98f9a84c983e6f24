package com.experiture.client.imports;

/**
 * The phase of an import.
 */
public enum ImportPhase {

	/** The file is checked, or the records are written to a temporary file. */
	PREPARE,

	/** The job is created. */
	CREATE,

	/** The file is uploaded. */
	UPLOAD,

	/** The mapping is submitted. */
	SUBMIT_MAPPING,

	/** The job is started. From here on rows can be imported. */
	START,

	/** The client waits for the end of the job. */
	AWAIT

}
