/**
 * Records: single and batch writes into any object of the workspace.
 */
@NullMarked
package com.experiture.client.records;

import org.jspecify.annotations.NullMarked;
