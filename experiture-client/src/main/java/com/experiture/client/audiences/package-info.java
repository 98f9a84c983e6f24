/**
 * The API family for audiences. Uses the calls and the exceptions.
 */
@NullMarked
package com.experiture.client.audiences;

import org.jspecify.annotations.NullMarked;
