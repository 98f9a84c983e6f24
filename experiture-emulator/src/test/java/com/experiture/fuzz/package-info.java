/**
 * Sends mutated responses to every call and checks the results.
 */
@NullMarked
package com.experiture.fuzz;

import org.jspecify.annotations.NullMarked;
