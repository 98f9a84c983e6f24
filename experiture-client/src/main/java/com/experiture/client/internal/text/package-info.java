/**
 * Text for messages, logs and {@code toString()}, without secrets and personal data. Uses
 * no other package of the client and can be used by all of them.
 */
@NullMarked
package com.experiture.client.internal.text;

import org.jspecify.annotations.NullMarked;
