/**
 * Lists: static lists of contacts and their members.
 */
@NullMarked
package com.experiture.client.lists;

import org.jspecify.annotations.NullMarked;
