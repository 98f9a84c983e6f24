package com.experiture.client.internal.lists;

import org.jspecify.annotations.Nullable;

/**
 * The body that creates a list.
 */
record NewList(String name, @Nullable String description) {

}
