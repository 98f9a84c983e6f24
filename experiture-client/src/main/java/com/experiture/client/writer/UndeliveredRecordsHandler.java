package com.experiture.client.writer;

/**
 * Keeps what a {@link RecordWriter} took and could not deliver, for example in a file or
 * a table, to write it again later. A bean of this type serves the writers of the
 * application.
 */
@FunctionalInterface
public interface UndeliveredRecordsHandler {

	/**
	 * Take over records. Called on a thread that may block; the writer waits for the end
	 * before it closes.
	 * @param records the records, and why they could not be delivered
	 */
	void handle(UndeliveredRecords records);

}
