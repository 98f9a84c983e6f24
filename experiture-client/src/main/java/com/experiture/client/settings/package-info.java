/**
 * The settings of a client, as values that check themselves. Uses the calls' endpoint
 * classes and no other package of the API.
 */
@NullMarked
package com.experiture.client.settings;

import org.jspecify.annotations.NullMarked;
