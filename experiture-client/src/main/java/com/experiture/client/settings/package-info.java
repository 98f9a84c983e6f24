/**
 * The settings of a client, as values that check their arguments. Uses the endpoint
 * classes of calls and no other package of the API.
 */
@NullMarked
package com.experiture.client.settings;

import org.jspecify.annotations.NullMarked;
