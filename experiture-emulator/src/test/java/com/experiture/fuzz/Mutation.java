package com.experiture.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * One way to spoil a response.
 *
 * @param name names it in a report
 * @param stage when it is applied
 * @param change changes the draft
 */
record Mutation(String name, Stage stage, BiConsumer<Draft, Choices> change) {

	private static final List<Mutation> ALL = all();

	/**
	 * Return a mutation, those of each stage equally often.
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
	 * The stages in which a response is made.
	 */
	enum Stage {

		/** The body as a tree. */
		JSON,

		/** The body as bytes. */
		BODY,

		/** The compressed body. */
		CODING,

		/** How the end of the body is told. */
		FRAMING,

		/** Status line and header fields. */
		HEAD,

		/** All bytes. */
		WIRE

	}

}
