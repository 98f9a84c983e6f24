/**
 * The HTTP servers: WireMock for the API, and one for uploads. It uses the packages
 * protocol and upload, and it alone uses the internals of WireMock and Jetty.
 */
@NullMarked
package com.experiture.emulator.internal.server;

import org.jspecify.annotations.NullMarked;
