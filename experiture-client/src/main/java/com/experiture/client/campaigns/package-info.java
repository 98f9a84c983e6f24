/**
 * The API family for campaigns, and the launch of a campaign in one call. Uses the calls
 * and the exceptions.
 */
@NullMarked
package com.experiture.client.campaigns;

import org.jspecify.annotations.NullMarked;
