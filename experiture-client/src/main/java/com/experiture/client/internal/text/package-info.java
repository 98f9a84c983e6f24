/**
 * Text for messages, logs and {@code toString}, without secrets and personal data. Uses
 * no other package of the client and may be used by all.
 */
@NullMarked
package com.experiture.client.internal.text;

import org.jspecify.annotations.NullMarked;
