package com.experiture.client.internal.upload;

import java.nio.ByteBuffer;

import com.experiture.client.error.InvalidFileContentException;

/**
 * Looks at the content of a file while it is uploaded, from its beginning to its end, on
 * one thread at a time. What it throws ends the upload.
 */
public interface FileInspector {

	/** Looks at nothing, so that the file need not be read for it. */
	FileInspector NONE = (content) -> {
	};

	/**
	 * Look at the next part of the content.
	 * @param content the part, all that remains of the buffer
	 * @throws InvalidFileContentException if the file must not be uploaded
	 */
	void inspect(ByteBuffer content) throws InvalidFileContentException;

	/**
	 * Look at the end of the content.
	 * @throws InvalidFileContentException if the file must not be uploaded
	 */
	default void end() throws InvalidFileContentException {
	}

}
