package com.experiture.emulator;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.upload.LoggedUpload;
import com.experiture.emulator.internal.upload.UploadHead;

/**
 * A request to an upload URL.
 *
 * @param jobId the import job, or an empty text if the URL names none
 * @param method the HTTP method
 * @param contentType the {@code Content-Type} header, if there was one
 * @param contentLength the announced length in bytes, -1 if it was not announced
 * @param receivedBytes the number of bytes of the file that arrived
 * @param status the HTTP status of the response, 0 if there was none
 */
public record ReceivedUpload(String jobId, String method, @Nullable String contentType, long contentLength,
		long receivedBytes, int status) {

	static ReceivedUpload of(LoggedUpload logged) {
		UploadHead head = logged.head();
		return new ReceivedUpload(head.jobId(), head.method(), head.contentType(), head.contentLength(),
				logged.receivedBytes(), logged.status());
	}

}
