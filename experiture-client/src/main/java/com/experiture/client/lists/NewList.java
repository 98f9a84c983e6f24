package com.experiture.client.lists;

import org.jspecify.annotations.Nullable;

/**
 * The body that creates a list.
 */
record NewList(String name, @Nullable String description) {

	NewList checked() {
		ListRules.checkName(this.name);
		ListRules.checkDescription(this.description);
		return this;
	}

}
