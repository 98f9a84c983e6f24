package com.experiture.client.internal.upload;

import java.nio.file.Path;

/**
 * The content of an upload.
 *
 * @param file the file
 * @param size the number of bytes to send, which is the size of the file
 * @param contentType the media type
 * @param inspector checks the content while it is sent
 */
public record FileContent(Path file, long size, String contentType, FileInspector inspector) {
}
