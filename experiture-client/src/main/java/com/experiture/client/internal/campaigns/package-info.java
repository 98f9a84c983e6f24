/**
 * The clients of the API family for campaigns, and the steps of a launch. Uses the
 * pipeline, the paging and the polling.
 */
@NullMarked
package com.experiture.client.internal.campaigns;

import org.jspecify.annotations.NullMarked;
