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
 * Lets {@code experiture.workspaces.<name>} begin with what {@code experiture} sets,
 * instead of the defaults. Whatever is bound there is bound onto that.
 */
class WorkspaceInheritance implements ConfigurationPropertiesBindHandlerAdvisor {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("experiture");

	private static final ConfigurationPropertyName WORKSPACES = ROOT.append("workspaces");

	// A value of the workspace that cannot be read is to be named as such, and not as one
	// of the properties that it inherits.
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

		// Only the values of maps begin without a value: a workspace, or a limit of it.
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
