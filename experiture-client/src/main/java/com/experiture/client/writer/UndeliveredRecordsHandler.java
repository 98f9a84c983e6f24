package com.experiture.client.writer;

/**
 * Handles records that a {@link RecordWriter} could not deliver, for example stores them
 * in a file or a table to write them again later. A bean of this type is used by the
 * writers of the application.
 */
@FunctionalInterface
public interface UndeliveredRecordsHandler {

	/**
	 * Handle records. Called on a thread that can block; closing the writer waits until
	 * the method returns.
	 * @param records the records, and why they could not be delivered
	 */
	void handle(UndeliveredRecords records);

}
