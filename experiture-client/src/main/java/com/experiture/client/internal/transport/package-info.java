/**
 * The HTTP connections of Reactor Netty, and what protects them. Uses the settings of
 * connections only.
 */
@NullMarked
package com.experiture.client.internal.transport;

import org.jspecify.annotations.NullMarked;
