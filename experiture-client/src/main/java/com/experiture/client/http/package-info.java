/**
 * The table of all calls and the pipeline that every call goes through.
 */
@NullMarked
package com.experiture.client.http;

import org.jspecify.annotations.NullMarked;
