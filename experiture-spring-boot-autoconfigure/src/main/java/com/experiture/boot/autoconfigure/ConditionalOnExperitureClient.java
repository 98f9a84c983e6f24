package com.experiture.boot.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Conditional;

/**
 * {@link Conditional @Conditional} that matches if there is a client of any workspace.
 * {@link ConditionalOnBean @ConditionalOnBean} does not see those that are no default
 * candidates, as clients of named workspaces usually are.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnExperitureClientCondition.class)
public @interface ConditionalOnExperitureClient {

}
