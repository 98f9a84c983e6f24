package com.experiture.client.internal.writer;

import com.experiture.client.writer.RecordWriter;

/**
 * A {@link RecordWriter} was closed before it could deliver the record, or before it was
 * written.
 */
public final class WriterClosedException extends IllegalStateException {

	WriterClosedException(String message) {
		super(message);
	}

}
