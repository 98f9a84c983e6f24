package com.experiture.boot.testcontainers;

import java.net.URI;

import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;

import com.experiture.boot.autoconfigure.ExperitureConnectionDetails;
import com.experiture.client.connection.SecureUris;
import com.experiture.testcontainers.ExperitureEmulatorContainer;

/**
 * {@link ContainerConnectionDetailsFactory} to create {@link ExperitureConnectionDetails}
 * from a {@link ServiceConnection @ServiceConnection}-annotated
 * {@link ExperitureEmulatorContainer}.
 */
final class ExperitureContainerConnectionDetailsFactory
		extends ContainerConnectionDetailsFactory<ExperitureEmulatorContainer, ExperitureConnectionDetails> {

	@Override
	protected ExperitureConnectionDetails getContainerConnectionDetails(
			ContainerConnectionSource<ExperitureEmulatorContainer> source) {
		return new ExperitureContainerConnectionDetails(source);
	}

	/**
	 * {@link ExperitureConnectionDetails} backed by a {@link ContainerConnectionSource}.
	 */
	private static final class ExperitureContainerConnectionDetails
			extends ContainerConnectionDetails<ExperitureEmulatorContainer> implements ExperitureConnectionDetails {

		ExperitureContainerConnectionDetails(ContainerConnectionSource<ExperitureEmulatorContainer> source) {
			super(source);
		}

		@Override
		public String getBaseUrl() {
			return reachable(getContainer().getBaseUrl());
		}

		@Override
		public String getTokenUri() {
			return reachable(getContainer().getTokenUri());
		}

		@Override
		public String getClientId() {
			return getContainer().getClientId();
		}

		@Override
		public String getClientSecret() {
			return getContainer().getClientSecret();
		}

		// The client rejects it as well, but its message cannot contain this advice.
		private static String reachable(String url) {
			if (SecureUris.problem(URI.create(url)) != null) {
				throw new IllegalStateException("The Docker engine is on another machine (" + URI.create(url).getHost()
						+ "), and the client sends credentials over plain http to loopback addresses only. Use an"
						+ " engine on this machine, or forward the container's port to this machine and set"
						+ " TESTCONTAINERS_HOST_OVERRIDE=localhost.");
			}
			return url;
		}

	}

}
