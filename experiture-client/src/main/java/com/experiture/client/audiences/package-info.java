/**
 * Audiences: how many records one reaches, and a sample of them.
 */
@NullMarked
package com.experiture.client.audiences;

import org.jspecify.annotations.NullMarked;
