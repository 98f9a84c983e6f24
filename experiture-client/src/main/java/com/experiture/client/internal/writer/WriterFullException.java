package com.experiture.client.internal.writer;

import com.experiture.client.writer.RecordWriter;
import com.experiture.client.writer.WriterOptions;

/**
 * A {@link RecordWriter} has no room for the record, which was not taken. Write it later,
 * more slowly, or to a writer with more capacity.
 */
public final class WriterFullException extends IllegalStateException {

	WriterFullException(WriterOptions options) {
		super("The record writer is full: it holds up to " + options.capacity() + " records and "
				+ options.capacityBytes() + " bytes; the record was not taken");
	}

}
