/**
 * Service connections to an emulator that Docker Compose runs.
 */
@NullMarked
package com.experiture.boot.docker.compose;

import org.jspecify.annotations.NullMarked;
