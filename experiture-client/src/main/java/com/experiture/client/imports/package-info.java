/**
 * Imports: jobs that read a file into an object of the workspace.
 */
@NullMarked
package com.experiture.client.imports;

import org.jspecify.annotations.NullMarked;
