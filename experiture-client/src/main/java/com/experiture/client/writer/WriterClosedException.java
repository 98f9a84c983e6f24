package com.experiture.client.writer;

/**
 * A {@link RecordWriter} was closed before it could deliver the record, or before the
 * record was written.
 */
public final class WriterClosedException extends IllegalStateException {

	/**
	 * Create a new instance.
	 * @param message the message
	 */
	public WriterClosedException(String message) {
		super(message);
	}

}
