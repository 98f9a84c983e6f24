package com.experiture.client.http;

import java.io.IOException;
import java.nio.ByteBuffer;

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
	 * @throws InvalidContentException if the file must not be uploaded
	 */
	void inspect(ByteBuffer content) throws InvalidContentException;

	/**
	 * Look at the end of the content.
	 * @throws InvalidContentException if the file must not be uploaded
	 */
	default void end() throws InvalidContentException {
	}

	/**
	 * A file whose content must not be uploaded.
	 */
	final class InvalidContentException extends IOException {

		/**
		 * Create a new instance.
		 * @param reason what is wrong with the file, such as {@code is not UTF-8}
		 */
		public InvalidContentException(String reason) {
			super(reason);
		}

		/**
		 * Return what is wrong with the file.
		 * @return the reason
		 */
		public String reason() {
			return String.valueOf(getMessage());
		}

	}

}
