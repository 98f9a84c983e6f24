package com.experiture.emulator.internal.server;

import org.jspecify.annotations.Nullable;

import com.experiture.emulator.internal.upload.UploadEndpoint;

/**
 * Where uploads go: to a server of their own, or to the server of the API if other
 * machines can reach only one port.
 */
public final class UploadHost {

	private final NetworkBinding binding;

	private final UploadEndpoint uploads;

	private final @Nullable UploadServer server;

	public UploadHost(NetworkBinding binding, UploadEndpoint uploads) {
		this.binding = binding;
		this.uploads = uploads;
		this.server = binding.allInterfaces() ? null : new UploadServer(uploads);
	}

	/**
	 * Return the origin of upload URLs.
	 * @param hostHeader the {@code Host} header of the request that creates a URL
	 * @return the origin
	 */
	public String origin(@Nullable String hostHeader) {
		return (this.server != null) ? this.server.origin() : this.binding.origin(hostHeader);
	}

	public void stop() {
		if (this.server != null) {
			this.server.stop();
		}
	}

	/**
	 * Return what the server of the API needs to receive uploads.
	 * @return the handler, or {@code null} if there is a server of its own for them
	 */
	@Nullable UploadHandler handler() {
		return (this.server == null) ? new UploadHandler(this.uploads) : null;
	}

}
