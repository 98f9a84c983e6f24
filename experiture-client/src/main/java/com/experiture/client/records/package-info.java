/**
 * The API family for records: single and batch writes and their jobs. Uses the packages
 * of bulk writes and of the record writer, whose entry point it is.
 */
@NullMarked
package com.experiture.client.records;

import org.jspecify.annotations.NullMarked;
