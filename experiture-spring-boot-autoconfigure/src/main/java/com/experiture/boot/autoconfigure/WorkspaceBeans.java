package com.experiture.boot.autoconfigure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import com.experiture.client.ExperitureClient;

/**
 * Finds the beans of a workspace. A bean with the name or the qualifier of a workspace
 * belongs to that workspace, any other to the default workspace.
 */
class WorkspaceBeans {

	private final ConfigurableListableBeanFactory beanFactory;

	private final Set<String> workspaces;

	/**
	 * Create a finder.
	 * @param beanFactory contains the beans
	 * @param workspaces the names of all workspaces, including disabled ones, whose beans
	 * do not belong to another workspace
	 */
	WorkspaceBeans(ConfigurableListableBeanFactory beanFactory, Set<String> workspaces) {
		this.beanFactory = beanFactory;
		this.workspaces = workspaces;
	}

	/**
	 * Return the names of the beans that belong to a workspace.
	 */
	List<String> names(Class<?> type, String workspace) {
		return names(type).filter((name) -> belongsTo(name, workspace)).toList();
	}

	/**
	 * Return the only bean of a workspace, or {@code null} if there is none.
	 * @throws ConflictingBeansException if there are several
	 */
	<T> @Nullable T find(Class<T> type, String workspace) {
		String name = name(type, workspace);
		return (name != null) ? get(name, type) : null;
	}

	/**
	 * Return a bean.
	 */
	<T> T get(String name, Class<T> type) {
		return this.beanFactory.getBean(name, type);
	}

	/**
	 * Return the name of the only bean of a workspace, or {@code null} if there is none.
	 * @throws ConflictingBeansException if there are several
	 */
	@Nullable String name(Class<?> type, String workspace) {
		List<String> names = names(type, workspace);
		String name = single(names);
		if (name == null && !names.isEmpty()) {
			throw new ConflictingBeansException(type, workspace, names);
		}
		return name;
	}

	/**
	 * Return the names of the beans that an injection point without a qualifier can get.
	 */
	List<String> candidates(Class<?> type) {
		return names(type).filter(this::isDefaultCandidate).toList();
	}

	/**
	 * Return the only one of some beans, or the only primary one.
	 * @return its name, or {@code null} if there is none or more than one
	 */
	@Nullable String single(List<String> names) {
		if (names.size() == 1) {
			return names.get(0);
		}
		List<String> primary = names.stream().filter(this::isPrimary).toList();
		return (primary.size() == 1) ? primary.get(0) : null;
	}

	/**
	 * Return the ordered beans that apply to a workspace or to all workspaces.
	 */
	<T> List<T> all(Class<T> type, String workspace) {
		return names(type)
			.filter((name) -> belongsTo(name, workspace) || belongsTo(name, ExperitureClient.DEFAULT_WORKSPACE))
			.sorted(Comparator.comparingInt((name) -> order(type, name)))
			.map((name) -> get(name, type))
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
		if (get(name, type) instanceof Ordered ordered) {
			return ordered.getOrder();
		}
		Order order = this.beanFactory.findAnnotationOnBean(name, Order.class);
		return (order != null) ? order.value() : Ordered.LOWEST_PRECEDENCE;
	}

	private boolean isDefaultCandidate(String name) {
		if (!this.beanFactory.containsBeanDefinition(name)) {
			return true;
		}
		BeanDefinition definition = this.beanFactory.getMergedBeanDefinition(name);
		return definition.isAutowireCandidate()
				&& (!(definition instanceof AbstractBeanDefinition bean) || bean.isDefaultCandidate());
	}

	private boolean isPrimary(String name) {
		return this.beanFactory.containsBeanDefinition(name)
				&& this.beanFactory.getMergedBeanDefinition(name).isPrimary();
	}

}
