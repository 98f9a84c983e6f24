package com.experiture.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

import com.experiture.fuzz.Draft.Ending;
import com.experiture.fuzz.Mutation.Stage;

/**
 * Mutations of the bytes of a whole response.
 */
final class WireMutations {

	/** Data after the end of a response, which no call must receive. */
	static final String LEFTOVER = "leftover-4711";

	static final List<Mutation> ALL = List.of(broken("truncate", WireMutations::truncate),
			broken("truncate", WireMutations::truncate),
			broken("flip", (draft, choices) -> draft.wire = BodyMutations.flip(draft.wire, choices)),
			broken("flip-head", WireMutations::flipHead), broken("before", WireMutations::before),
			wire("after", WireMutations::after), wire("second", WireMutations::second),
			wire("second", WireMutations::second), broken("informational", WireMutations::informational),
			broken("delete", WireMutations::delete), broken("nothing", (draft, choices) -> draft.wire = new byte[0]),
			wire("close", (draft, choices) -> draft.ending = choices.of(Ending.CLOSE, Ending.CLOSE, Ending.RESET)));

	private WireMutations() {
	}

	private static Mutation wire(String name, BiConsumer<Draft, Choices> change) {
		return new Mutation(name, Stage.WIRE, change);
	}

	private static Mutation broken(String name, BiConsumer<Draft, Choices> change) {
		return new Mutation(name, Stage.WIRE, (draft, choices) -> {
			draft.incomplete = true;
			change.accept(draft, choices);
		});
	}

	private static void truncate(Draft draft, Choices choices) {
		draft.wire = Arrays.copyOf(draft.wire, choices.below(draft.wire.length + 1));
	}

	private static void flipHead(Draft draft, Choices choices) {
		byte[] head = BodyMutations.flip(Arrays.copyOf(draft.wire, Math.min(draft.wire.length, 60)), choices);
		System.arraycopy(head, 0, draft.wire, 0, head.length);
	}

	private static void before(Draft draft, Choices choices) {
		draft.wire = Draft.join(choices.of(Draft.latin1("\r\n"), Draft.latin1("\r\n".repeat(500)), choices.bytes(30),
				Draft.latin1(HostileText.SECRET + "\r\n"), new byte[] { 0, 0, 0 }, new byte[] { 0x16, 3, 1, 0, 5 },
				Draft.latin1("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), Draft.latin1("GET / HTTP/1.1\r\n\r\n"),
				Draft.latin1("mallory4711@leak.example "), Draft.latin1(" ".repeat(9000))), draft.wire);
	}

	// No response, or the start of one.
	private static void after(Draft draft, Choices choices) {
		draft.wire = Draft.join(draft.wire,
				choices.of(Draft.latin1("\r\n"), Draft.latin1("\r\n\r\n\r\n"), choices.bytes(50),
						Draft.latin1(LEFTOVER + " mallory4711@leak.example\r\n\r\n"), new byte[] { 0 },
						Draft.latin1("HTTP/1.1 200 OK\r\nx-correlation-id: " + LEFTOVER + "\r\n"),
						Draft.latin1("HTTP/1.1 100 Continue\r\n\r\n"), Draft.latin1(LEFTOVER.repeat(1000)),
						Draft.latin1("0\r\n\r\n")));
	}

	// Data that could be treated as the next response on a reused connection.
	private static void second(Draft draft, Choices choices) {
		String body = choices.of(
				"{\"success\":true,\"data\":{\"jobId\":\"" + LEFTOVER + "\",\"id\":\"" + LEFTOVER
						+ "\",\"objectName\":\"" + LEFTOVER + "\",\"uploadUrl\":\"x\",\"matchCount\":1}}",
				"{\"success\":true,\"data\":[]}", "{\"success\":false,\"error\":{\"code\":\"" + LEFTOVER + "\"}}", "");
		draft.wire = Draft.join(draft.wire,
				Draft.latin1("HTTP/1.1 " + choices.of("200", "404", "500", "204") + " OK\r\nx-correlation-id: "
						+ LEFTOVER + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
						+ "\r\n\r\n" + body));
	}

	private static void informational(Draft draft, Choices choices) {
		String one = "HTTP/1.1 "
				+ choices.of("100 Continue", "102 Processing", "103 Early Hints", "199 x", "100", "101 x")
				+ choices.of("\r\n\r\n", "\r\nLink: <x>\r\n\r\n", "\r\nContent-Length: 5\r\n\r\n",
						"\r\nx-correlation-id: " + LEFTOVER + "\r\n\r\n");
		draft.wire = Draft.join(Draft.latin1(one.repeat(choices.of(1, 1, 2, 200))), draft.wire);
	}

	private static void delete(Draft draft, Choices choices) {
		int from = choices.below(draft.wire.length + 1);
		int to = Math.min(draft.wire.length, from + choices.of(1, 2, 10, 100));
		draft.wire = Draft.join(Arrays.copyOf(draft.wire, from), Arrays.copyOfRange(draft.wire, to, draft.wire.length));
	}

}
