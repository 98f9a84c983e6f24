package com.experiture.boot.autoconfigure;

import com.experiture.client.ExperitureClientBuilder;

/**
 * Customizes the builder of the auto-configured client, after the properties were applied
 * to it.
 */
@FunctionalInterface
public interface ExperitureClientCustomizer {

	/**
	 * Customize the builder.
	 * @param builder the builder
	 */
	void customize(ExperitureClientBuilder builder);

}
