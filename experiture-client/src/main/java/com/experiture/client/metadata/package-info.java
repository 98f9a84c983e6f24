/**
 * Metadata: the objects of the workspace and their fields.
 */
@NullMarked
package com.experiture.client.metadata;

import org.jspecify.annotations.NullMarked;
