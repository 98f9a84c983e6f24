/**
 * Profiles: writes into the workspace's primary profile object.
 */
@NullMarked
package com.experiture.client.profiles;

import org.jspecify.annotations.NullMarked;
