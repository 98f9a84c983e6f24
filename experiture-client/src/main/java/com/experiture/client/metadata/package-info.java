/**
 * The API family for the schema of the workspace, and source code that is generated from
 * it. Uses the calls and the naming of records.
 */
@NullMarked
package com.experiture.client.metadata;

import org.jspecify.annotations.NullMarked;
