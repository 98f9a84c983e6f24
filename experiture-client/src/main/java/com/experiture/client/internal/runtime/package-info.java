/**
 * What the parts of one client share: settings, JSON mapper, monitor, threads, time and
 * life cycle. Uses the leaves of the client, JSON and the monitor; all who make calls or
 * write records use it.
 */
@NullMarked
package com.experiture.client.internal.runtime;

import org.jspecify.annotations.NullMarked;
