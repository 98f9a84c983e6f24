package com.experiture.client.internal.upload;

import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * A file and its destination.
 *
 * @param url the signed URL, which is secret and not part of {@link #toString()}
 * @param content the file
 * @param stallTimeout how long the upload can be without progress
 * @param progress receives the number of bytes sent from time to time; it must not block
 */
public record FileUpload(String url, FileContent content, Duration stallTimeout, LongConsumer progress) {

	@Override
	public String toString() {
		return "FileUpload[size=" + this.content.size() + ", contentType=" + this.content.contentType() + "]";
	}

}
