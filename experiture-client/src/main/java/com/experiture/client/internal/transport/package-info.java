/**
 * The HTTP connections of Reactor Netty and their protection. Uses only the settings of
 * the connections.
 */
@NullMarked
package com.experiture.client.internal.transport;

import org.jspecify.annotations.NullMarked;
