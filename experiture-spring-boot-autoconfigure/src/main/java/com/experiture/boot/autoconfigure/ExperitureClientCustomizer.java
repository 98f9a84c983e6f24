package com.experiture.boot.autoconfigure;

import com.experiture.client.ExperitureClientBuilder;

/**
 * Callback interface that customizes the builder of an auto-configured client after the
 * properties have been applied. A bean with the name or the qualifier of a workspace
 * customizes the client of that workspace, any other the clients of all workspaces.
 *
 * @see ExperitureClientBuilder#workspace()
 */
@FunctionalInterface
public interface ExperitureClientCustomizer {

	/**
	 * Customize the builder.
	 * @param builder the builder
	 */
	void customize(ExperitureClientBuilder builder);

}
