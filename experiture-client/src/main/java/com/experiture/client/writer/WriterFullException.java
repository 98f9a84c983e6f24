package com.experiture.client.writer;

/**
 * A {@link RecordWriter} has no room for the record, which was not taken. Write it later,
 * more slowly, or to a writer with more capacity.
 */
public final class WriterFullException extends IllegalStateException {

	/**
	 * Create a new instance.
	 * @param message the message
	 */
	public WriterFullException(String message) {
		super(message);
	}

}
