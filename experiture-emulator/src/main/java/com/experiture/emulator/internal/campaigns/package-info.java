/**
 * The API family campaigns: from the draft to the metrics of an execution. It uses the
 * packages protocol, store and audiences.
 */
@NullMarked
package com.experiture.emulator.internal.campaigns;

import org.jspecify.annotations.NullMarked;
