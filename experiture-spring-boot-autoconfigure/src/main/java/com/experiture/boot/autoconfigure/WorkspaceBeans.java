package com.experiture.boot.autoconfigure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import com.experiture.client.ExperitureClient;

/**
 * Finds the beans of one workspace. A bean with the name or the qualifier of a workspace
 * belongs to that one, any other to the default workspace.
 */
final class WorkspaceBeans {

	private final ConfigurableListableBeanFactory beanFactory;

	private final Set<String> workspaces;

	WorkspaceBeans(ConfigurableListableBeanFactory beanFactory, Workspaces workspaces) {
		this(beanFactory, workspaces.configured());
	}

	/**
	 * Create a finder.
	 * @param beanFactory has the beans
	 * @param workspaces the names of all workspaces: also where one is switched off, its
	 * beans serve no other
	 */
	WorkspaceBeans(ConfigurableListableBeanFactory beanFactory, Set<String> workspaces) {
		this.beanFactory = beanFactory;
		this.workspaces = workspaces;
	}

	/**
	 * Return the names of the beans that belong to a workspace alone.
	 */
	List<String> names(Class<?> type, String workspace) {
		return names(type).filter((name) -> belongsTo(name, workspace)).toList();
	}

	/**
	 * Return the only bean of a workspace.
	 */
	<T> @Nullable T find(Class<T> type, String workspace) {
		String name = name(type, workspace);
		return (name != null) ? this.beanFactory.getBean(name, type) : null;
	}

	/**
	 * Return the name of the only bean of a workspace.
	 */
	@Nullable String name(Class<?> type, String workspace) {
		List<String> names = names(type, workspace);
		if (names.size() > 1) {
			List<String> primary = names.stream().filter(this::isPrimary).toList();
			names = (primary.size() == 1) ? primary : names;
		}
		if (names.size() > 1) {
			throw new ConflictingBeansException(type, workspace, names);
		}
		return names.isEmpty() ? null : names.get(0);
	}

	/**
	 * Return the beans that are for a workspace or for all of them, in their order.
	 */
	<T> List<T> all(Class<T> type, String workspace) {
		return names(type)
			.filter((name) -> belongsTo(name, workspace) || belongsTo(name, ExperitureClient.DEFAULT_WORKSPACE))
			.sorted(Comparator.comparingInt((name) -> order(type, name)))
			.map((name) -> this.beanFactory.getBean(name, type))
			.toList();
	}

	private Stream<String> names(Class<?> type) {
		return Arrays.stream(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type, true, false));
	}

	private boolean belongsTo(String name, String workspace) {
		return workspace.equals(ExperitureClient.DEFAULT_WORKSPACE)
				? this.workspaces.stream().noneMatch((other) -> isQualified(name, other))
				: isQualified(name, workspace);
	}

	private boolean isQualified(String name, String workspace) {
		return BeanFactoryAnnotationUtils.isQualifierMatch(workspace::equals, name, this.beanFactory);
	}

	private int order(Class<?> type, String name) {
		if (this.beanFactory.getBean(name, type) instanceof Ordered ordered) {
			return ordered.getOrder();
		}
		Order order = this.beanFactory.findAnnotationOnBean(name, Order.class);
		return (order != null) ? order.value() : Ordered.LOWEST_PRECEDENCE;
	}

	private boolean isPrimary(String name) {
		return this.beanFactory.containsBeanDefinition(name)
				&& this.beanFactory.getMergedBeanDefinition(name).isPrimary();
	}

}
