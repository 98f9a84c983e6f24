/**
 * Sends mutated responses to every call and checks what the client makes of them.
 */
@NullMarked
package com.experiture.fuzz;

import org.jspecify.annotations.NullMarked;
