package com.experiture.boot.test.autoconfigure;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;
import org.springframework.test.context.TestContextBootstrapper;

/**
 * {@link TestContextBootstrapper} for {@link ExperitureTest @ExperitureTest} support.
 */
final class ExperitureTestContextBootstrapper extends TestSliceTestContextBootstrapper<ExperitureTest> {

}
