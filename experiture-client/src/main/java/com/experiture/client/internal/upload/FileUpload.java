package com.experiture.client.internal.upload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * A file and where it goes.
 *
 * @param address the signed address: a secret, and no part of {@link #toString()}
 * @param file the file
 * @param size how many bytes to send, all that the file has
 * @param contentType the media type
 * @param stallTimeout how long the upload may make no progress
 * @param progress gets now and then how many bytes were sent; it must not block
 * @param inspector looks at the content while it is sent
 */
public record FileUpload(String address, Path file, long size, String contentType, Duration stallTimeout,
		LongConsumer progress, FileInspector inspector) {

	/**
	 * Create an upload whose content is not looked at.
	 * @param address the signed address
	 * @param file the file
	 * @param size how many bytes to send, all that the file has
	 * @param contentType the media type
	 * @param stallTimeout how long the upload may make no progress
	 * @param progress gets now and then how many bytes were sent; it must not block
	 */
	public FileUpload(String address, Path file, long size, String contentType, Duration stallTimeout,
			LongConsumer progress) {
		this(address, file, size, contentType, stallTimeout, progress, FileInspector.NONE);
	}

	@Override
	public String toString() {
		return "FileUpload[size=" + this.size + ", contentType=" + this.contentType + "]";
	}

}
