package com.experiture.client.imports;

/**
 * What kind of file is imported (documented). The media type of CSV is documented, the
 * others are assumed.
 */
public enum ImportFormat {

	/** Comma-separated values in UTF-8 with a header line. */
	CSV("text/csv"),

	/** A JSON object on each line. */
	JSONL("application/x-ndjson"),

	/** Apache Parquet. */
	PARQUET("application/vnd.apache.parquet");

	private final String contentType;

	ImportFormat(String contentType) {
		this.contentType = contentType;
	}

	/**
	 * Return the media type that such a file is uploaded with.
	 * @return the media type
	 */
	public String contentType() {
		return this.contentType;
	}

}
