package com.experiture.client.writer;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Records that were enqueued by a {@link RecordWriter} and could not be delivered.
 *
 * @param objectName the object of the records
 * @param append whether they are appends; otherwise they are upserts
 * @param matchKey the match key of the upserts; {@code null} for the primary key and for
 * appends
 * @param records the records as they were written
 * @param sent whether they were sent, so that they may have been written
 * @param cause why they could not be delivered
 */
public record UndeliveredRecords(String objectName, boolean append, @Nullable String matchKey, List<Object> records,
		boolean sent, Throwable cause) {

	/**
	 * Create a new instance.
	 */
	public UndeliveredRecords {
		records = List.copyOf(records);
	}

	void log() {
		LoggerFactory.getLogger(RecordWriter.class).error("{}", this);
	}

	@Override
	public String toString() {
		return this.records.size() + " records of " + this.objectName + " could not be delivered"
				+ (this.sent ? " although they were sent" : " and were not sent") + ": " + this.cause.getMessage();
	}

}
