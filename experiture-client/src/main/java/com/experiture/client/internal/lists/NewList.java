package com.experiture.client.internal.lists;

import org.jspecify.annotations.Nullable;

import com.experiture.client.internal.rules.ListRules;

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
