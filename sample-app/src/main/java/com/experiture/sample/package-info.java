/**
 * A sample application: feeds customers and orders from CSV files to Experiture.
 */
@NullMarked
package com.experiture.sample;

import org.jspecify.annotations.NullMarked;
