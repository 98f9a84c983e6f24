package com.experiture.client.internal.upload;

import java.nio.ByteBuffer;

import com.experiture.client.error.InvalidFileContentException;

/**
 * Checks the content of a file while it is uploaded, from the beginning to the end and on
 * one thread at a time. An exception ends the upload.
 */
public interface FileInspector {

	/** Checks nothing, so that the file does not have to be read. */
	FileInspector NONE = (content) -> {
	};

	/**
	 * Check the next part of the content.
	 * @param content the part, which is the remaining content of the buffer
	 * @throws InvalidFileContentException if the file is invalid
	 */
	void inspect(ByteBuffer content) throws InvalidFileContentException;

	/**
	 * Check the end of the content.
	 * @throws InvalidFileContentException if the file is invalid
	 */
	default void end() throws InvalidFileContentException {
	}

}
