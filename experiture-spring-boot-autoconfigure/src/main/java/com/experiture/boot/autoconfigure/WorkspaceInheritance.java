package com.experiture.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.function.SingletonSupplier;

/**
 * Binds {@code experiture.workspaces.<name>} onto the values of {@code experiture}
 * instead of the defaults, so that a workspace inherits what it does not set.
 */
class WorkspaceInheritance implements ConfigurationPropertiesBindHandlerAdvisor {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("experiture");

	private static final ConfigurationPropertyName WORKSPACES = ROOT.append("workspaces");

	// A wrong value of a workspace is reported with its own name, not with that of the
	// property it would inherit.
	private static final BindHandler WITHOUT_WORKSPACES = new AbstractBindHandler(StrictBinding.UNRESOLVED_TEXTS) {

		@Override
		public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target,
				BindContext context) {
			return name.equals(WORKSPACES) ? null : super.onStart(name, target, context);
		}

	};

	@Override
	public BindHandler apply(BindHandler bindHandler) {
		return new InheritingBindHandler(bindHandler);
	}

	private static final class InheritingBindHandler extends AbstractBindHandler {

		private InheritingBindHandler(BindHandler parent) {
			super(parent);
		}

		@Override
		public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target,
				BindContext context) {
			return super.onStart(name, inherits(name, target)
					? target.withSuppliedValue(SingletonSupplier.ofNullable(() -> inherited(name, target, context)))
					: target, context);
		}

		// Only values of maps have no initial value: a workspace or one of its rate
		// limits
		private static boolean inherits(ConfigurationPropertyName name, Bindable<?> target) {
			return target.getValue() == null && WORKSPACES.isAncestorOf(name)
					&& isPartOfProperties(target.getType().resolve(Object.class));
		}

		private static boolean isPartOfProperties(Class<?> type) {
			return type == ExperitureProperties.class || type.getEnclosingClass() == ExperitureProperties.class;
		}

		private static <T> @Nullable T inherited(ConfigurationPropertyName name, Bindable<T> target,
				BindContext context) {
			int depth = WORKSPACES.getNumberOfElements() + 1;
			T inherited = context.getBinder()
				.bind(ROOT.append(name.subName(depth)), target, WITHOUT_WORKSPACES)
				.orElse(null);
			if (inherited instanceof ExperitureProperties properties) {
				properties.getWorkspaces().clear();
			}
			return inherited;
		}

	}

}
