package com.experiture.boot.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.springframework.util.unit.DataSize;

import com.experiture.boot.autoconfigure.ExperitureConfigurationException.Problem;

/**
 * A rule for the value of a property.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
interface SettingRule<T> {

	/**
	 * Check a value.
	 * @param property the full name of its property
	 * @param value the value
	 * @param problems receives the problems
	 */
	void check(String property, T value, Consumer<Problem> problems);

	/**
	 * Any value, or one that is checked elsewhere.
	 */
	static <T> SettingRule<T> any() {
		return (property, value, problems) -> {
		};
	}

	/**
	 * A value within bounds.
	 */
	static <T> SettingRule<T> within(Predicate<T> bounds, String remedy) {
		return (property, value, problems) -> {
			if (!bounds.test(value)) {
				problems.accept(new Problem(property, "is out of range", remedy));
			}
		};
	}

	static SettingRule<Duration> between(Duration least, Duration most) {
		return within((value) -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
				"a time between " + least.toMillis() + "ms and " + most.toDays() + "d with its unit, such as 30s");
	}

	static SettingRule<DataSize> between(long leastBytes, long mostBytes, String remedy) {
		return within((value) -> value.toBytes() >= leastBytes && value.toBytes() <= mostBytes, remedy);
	}

	static SettingRule<Integer> between(int least, int most) {
		return within((value) -> value >= least && value <= most, "a number between " + least + " and " + most);
	}

	static SettingRule<Integer> atLeast(int least) {
		return within((value) -> value >= least, "a number of at least " + least);
	}

	/**
	 * A text without a placeholder that could not be resolved.
	 */
	static SettingRule<String> resolved() {
		return (property, value, problems) -> {
			String placeholder = ConnectionCheck.placeholder(value);
			if (placeholder != null) {
				problems.accept(new Problem(property, "contains " + placeholder,
						"a value that can be resolved when the application starts"));
			}
		};
	}

	/**
	 * A list whose values follow a rule.
	 */
	static <T> SettingRule<List<T>> each(SettingRule<T> rule) {
		return (property, values, problems) -> values.forEach((value) -> rule.check(property, value, problems));
	}

}
