package com.experiture.boot.test.autoconfigure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;

/**
 * {@link TypeExcludeFilter} for {@link ExperitureTest @ExperitureTest}.
 */
final class ExperitureTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<ExperitureTest> {

	private final Set<Class<?>> components;

	ExperitureTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
		this.components = new LinkedHashSet<>(List.of(getAnnotation().getClassArray("components")));
	}

	@Override
	protected Set<Class<?>> getComponentIncludes() {
		return this.components;
	}

}
