package com.experiture.emulator.internal.upload;

/**
 * A request to an upload URL and its outcome.
 *
 * @param head the request without its body
 * @param receivedBytes the number of bytes of the body that arrived
 * @param status the HTTP status, or 0 if no response was sent
 */
public record LoggedUpload(UploadHead head, long receivedBytes, int status) {
}
