package com.experiture.client.error;

import java.io.IOException;

/**
 * The content of a file is invalid, so the file is not uploaded. It is the cause of an
 * {@link UploadException}; its message names the reason.
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
