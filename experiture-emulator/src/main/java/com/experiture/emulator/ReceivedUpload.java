package com.experiture.emulator;

import org.jspecify.annotations.Nullable;

/**
 * A request to the address that import files are uploaded to.
 *
 * @param jobId the import job, or an empty text if the address names none
 * @param method the HTTP method
 * @param contentType the {@code Content-Type} header, if there was one
 * @param contentLength the announced length in bytes, -1 if it was not announced
 * @param receivedBytes how many bytes of the file arrived
 * @param status the HTTP status of the answer, 0 if there was none
 */
public record ReceivedUpload(String jobId, String method, @Nullable String contentType, long contentLength,
		long receivedBytes, int status) {
}
