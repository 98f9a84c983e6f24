/**
 * Programs that measure the starter beside what else an application could use, in one
 * run.
 */
@NullMarked
package com.experiture.benchmarks;

import org.jspecify.annotations.NullMarked;
