package com.experiture.client.records;

/**
 * A {@link RecordWriter} was closed before it could deliver the record, or before it was
 * written.
 */
public final class WriterClosedException extends IllegalStateException {

	WriterClosedException(String message) {
		super(message);
	}

}
