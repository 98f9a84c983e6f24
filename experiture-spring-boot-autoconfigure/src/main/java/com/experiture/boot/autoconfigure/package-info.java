/**
 * Auto-configuration of the Experiture client.
 */
@NullMarked
package com.experiture.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
