package com.experiture.boot.autoconfigure;

import com.experiture.client.ExperitureClientBuilder;

/**
 * Customizes the builder of an auto-configured client, after the properties were applied
 * to it. A bean with the name or the qualifier of a workspace customizes the client of
 * that one, any other the clients of all; {@link ExperitureClientBuilder#workspace()}
 * tells them apart.
 */
@FunctionalInterface
public interface ExperitureClientCustomizer {

	/**
	 * Customize the builder.
	 * @param builder the builder
	 */
	void customize(ExperitureClientBuilder builder);

}
