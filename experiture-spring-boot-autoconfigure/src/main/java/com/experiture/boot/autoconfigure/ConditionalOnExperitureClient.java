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
 * {@link ConditionalOnBean @ConditionalOnBean} ignores the clients of named workspaces
 * that are not default candidates.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnExperitureClientCondition.class)
public @interface ConditionalOnExperitureClient {

}
