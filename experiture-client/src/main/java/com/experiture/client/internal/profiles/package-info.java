/**
 * The clients of the API family for profiles. Uses the pipeline and the validation.
 */
@NullMarked
package com.experiture.client.internal.profiles;

import org.jspecify.annotations.NullMarked;
