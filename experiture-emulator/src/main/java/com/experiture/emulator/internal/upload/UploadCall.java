package com.experiture.emulator.internal.upload;

import java.io.InputStream;

/**
 * A request to an upload URL, without types of the HTTP server.
 *
 * @param head the request without its body
 * @param body the body as it arrives
 */
public record UploadCall(UploadHead head, InputStream body) {
}
