/**
 * The API family for profiles. Uses the calls and the receipts.
 */
@NullMarked
package com.experiture.client.profiles;

import org.jspecify.annotations.NullMarked;
