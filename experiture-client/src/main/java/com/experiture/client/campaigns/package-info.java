/**
 * Campaigns: broadcasts from the draft to their metrics, and their launch as a whole.
 */
@NullMarked
package com.experiture.client.campaigns;

import org.jspecify.annotations.NullMarked;
