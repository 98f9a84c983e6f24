package com.experiture.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * One way to damage a response.
 *
 * @param name the name in reports
 * @param stage when it is applied
 * @param change changes the draft
 */
record Mutation(String name, Stage stage, BiConsumer<Draft, Choices> change) {

	private static final List<Mutation> ALL = all();

	/**
	 * Return a mutation; each stage has the same probability.
	 */
	static Mutation any(Choices choices) {
		Stage stage = choices.of(Stage.JSON, Stage.JSON, Stage.JSON, Stage.BODY, Stage.BODY, Stage.CODING,
				Stage.FRAMING, Stage.FRAMING, Stage.HEAD, Stage.HEAD, Stage.HEAD, Stage.WIRE, Stage.WIRE);
		return choices.of(ALL.stream().filter((mutation) -> mutation.stage() == stage).toList());
	}

	static Set<String> names() {
		return ALL.stream().map(Mutation::name).collect(Collectors.toSet());
	}

	private static List<Mutation> all() {
		List<Mutation> all = new ArrayList<>();
		all.addAll(JsonMutations.ALL);
		all.addAll(BodyMutations.ALL);
		all.addAll(FramingMutations.ALL);
		all.addAll(HeadMutations.ALL);
		all.addAll(WireMutations.ALL);
		return List.copyOf(all);
	}

	void apply(Draft draft, Choices choices) {
		this.change.accept(draft, choices);
	}

	/**
	 * The stages of the construction of a response.
	 */
	enum Stage {

		/** The body as a tree. */
		JSON,

		/** The body as bytes. */
		BODY,

		/** The compressed body. */
		CODING,

		/** The framing of the body. */
		FRAMING,

		/** Status line and header fields. */
		HEAD,

		/** All bytes. */
		WIRE

	}

}
