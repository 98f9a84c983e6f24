package com.experiture.client.error;

import java.io.IOException;

/**
 * The content of a file must not be uploaded. It is the cause of an
 * {@link UploadException}, and its message says what is wrong with the file.
 */
public final class InvalidFileContentException extends IOException {

	/**
	 * Create a new instance.
	 * @param reason what is wrong with the file, such as {@code is not UTF-8}
	 */
	public InvalidFileContentException(String reason) {
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
