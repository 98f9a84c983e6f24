/**
 * The API family for static lists and their members. Uses the calls and the exceptions.
 */
@NullMarked
package com.experiture.client.lists;

import org.jspecify.annotations.NullMarked;
