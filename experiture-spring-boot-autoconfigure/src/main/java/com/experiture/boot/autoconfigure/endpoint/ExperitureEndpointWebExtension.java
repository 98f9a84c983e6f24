package com.experiture.boot.autoconfigure.endpoint;

import java.util.Set;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

import com.experiture.boot.autoconfigure.endpoint.ExperitureEndpoint.WorkspaceDescriptor;
import com.experiture.boot.autoconfigure.endpoint.ExperitureEndpoint.WorkspacesDescriptor;

/**
 * {@link EndpointWebExtension} for the {@link ExperitureEndpoint}, which shows values to
 * authorized users.
 */
@EndpointWebExtension(endpoint = ExperitureEndpoint.class)
public class ExperitureEndpointWebExtension {

	private final ExperitureEndpoint delegate;

	private final Show showValues;

	private final Set<String> roles;

	/**
	 * Create an extension.
	 * @param delegate the endpoint
	 * @param showValues when to show URLs, client IDs and scopes
	 * @param roles the roles of authorized users
	 */
	public ExperitureEndpointWebExtension(ExperitureEndpoint delegate, Show showValues, Set<String> roles) {
		this.delegate = delegate;
		this.showValues = showValues;
		this.roles = roles;
	}

	/**
	 * Return the state of all workspaces.
	 * @param securityContext the security context of the request
	 * @return the state
	 */
	@ReadOperation
	public WorkspacesDescriptor workspaces(SecurityContext securityContext) {
		return this.delegate.workspaces(this.showValues.isShown(securityContext, this.roles));
	}

	/**
	 * Return the state of one workspace.
	 * @param securityContext the security context of the request
	 * @param workspace the name of the workspace
	 * @return the state, or the status 404
	 */
	@ReadOperation
	public WebEndpointResponse<WorkspaceDescriptor> workspace(SecurityContext securityContext,
			@Selector String workspace) {
		WorkspaceDescriptor descriptor = this.delegate.workspace(workspace,
				this.showValues.isShown(securityContext, this.roles));
		return (descriptor != null) ? new WebEndpointResponse<>(descriptor)
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

}
