package com.experiture.fuzz;

import java.util.List;
import java.util.function.BiConsumer;

import com.experiture.fuzz.Draft.Ending;
import com.experiture.fuzz.Mutation.Stage;

/**
 * Mutations of the framing of the body: lengths and chunks.
 */
final class FramingMutations {

	static final List<Mutation> ALL = List.of(framing("length-short", FramingMutations::shortLength),
			framing("length-long", FramingMutations::longLength), framing("length-text", FramingMutations::lengthText),
			framing("length-duplicate", FramingMutations::duplicateLength),
			framing("length-missing", FramingMutations::noLength), framing("chunk-size", FramingMutations::chunkSize),
			framing("chunk-size", FramingMutations::chunkSize), framing("chunk-end", FramingMutations::chunkEnd),
			framing("chunk-extension", FramingMutations::chunkExtension),
			framing("chunk-trailer", FramingMutations::trailer),
			framing("transfer-encoding", FramingMutations::transferEncoding),
			framing("both", FramingMutations::lengthAndChunks));

	private FramingMutations() {
	}

	private static Mutation framing(String name, BiConsumer<Draft, Choices> change) {
		return new Mutation(name, Stage.FRAMING, (draft, choices) -> {
			draft.incomplete = true;
			change.accept(draft, choices);
		});
	}

	private static void length(Draft draft, String... values) {
		draft.replaceHeader("Transfer-Encoding");
		draft.replaceHeader("Content-Length", values);
		draft.payload = draft.body;
	}

	private static void chunked(Draft draft) {
		draft.replaceHeader("Content-Length");
		draft.replaceHeader("Transfer-Encoding", "chunked");
	}

	// The rest remains on the connection.
	private static void shortLength(Draft draft, Choices choices) {
		length(draft, Integer.toString(choices.below(draft.body.length + 1)));
	}

	private static void longLength(Draft draft, Choices choices) {
		length(draft, Integer.toString(draft.body.length + choices.of(1, 2, 100, 1_000_000)));
	}

	private static void lengthText(Draft draft, Choices choices) {
		String length = Integer.toString(draft.body.length);
		length(draft,
				choices.of("-1", "-" + length, "99999999999999999999", "9223372036854775807", "0x10", "abc", "",
						"+" + length, length + " ", "  " + length, length + "," + length, length + ", 1", "1e2",
						"0" + length, length + ".0", "\u00b2", HostileText.SECRET));
	}

	private static void duplicateLength(Draft draft, Choices choices) {
		String length = Integer.toString(draft.body.length);
		length(draft, length, choices.of(length, "0", "1", "-1", "abc", Integer.toString(draft.body.length + 5)));
	}

	private static void noLength(Draft draft, Choices choices) {
		length(draft);
		if (choices.percent(50)) {
			draft.header("Connection", "close");
		}
		draft.ending = choices.of(Ending.CLOSE, Ending.CLOSE, Ending.RESET, Ending.HOLD);
	}

	private static void chunkSize(Draft draft, Choices choices) {
		chunked(draft);
		String length = Integer.toHexString(draft.body.length);
		String size = choices.of("xyz", "-1", "-" + length, "FFFFFFFFFFFFFFFFF", "7fffffffffffffff", "7fffffff",
				"80000000", "ffffffff", "", " ", "0x" + length, length + "h", " " + length, length + " ", "+" + length,
				"0".repeat(100) + length, Integer.toHexString(draft.body.length + 1),
				Integer.toHexString(Math.max(0, draft.body.length - 1)), "\u00e9", HostileText.SECRET, "1".repeat(9000),
				HostileText.TOKEN, "mallory4711@leak.example");
		draft.payload = Draft.join(Draft.latin1(size + "\r\n"), draft.body, Draft.latin1("\r\n0\r\n\r\n"));
	}

	private static void chunkEnd(Draft draft, Choices choices) {
		chunked(draft);
		String size = Integer.toHexString(draft.body.length);
		String[] around = choices.of(new String[] { "\r\n", "\r\n" }, new String[] { "\r\n", "\r\n0\r\n" },
				new String[] { "\r\n", "\r\n0" }, new String[] { "\r\n", "0\r\n\r\n" },
				new String[] { "\n", "\n0\n\n" }, new String[] { "\r\n", "" }, new String[] { "\r", "\r0\r\r" },
				new String[] { "\r\n", "garbage\r\n0\r\n\r\n" }, new String[] { "\r\n", "\r\n00000\r\n\r\n" },
				new String[] { "\r\n", "\r\n0\r\n\r\n0\r\n\r\n" });
		draft.payload = Draft.join(Draft.latin1((draft.body.length == 0) ? "" : size + around[0]), draft.body,
				Draft.latin1(around[1]));
		if (choices.percent(10)) {
			draft.payload = Draft.latin1("0\r\n\r\n" + HostileText.SECRET);
		}
	}

	private static void chunkExtension(Draft draft, Choices choices) {
		chunked(draft);
		String extension = choices.of(";a=b", ";" + HostileText.SECRET, ";" + "x".repeat(10_000), ";a=\"\r\"", ";;;",
				";\u0000", ";\"mallory4711@leak.example\"");
		draft.payload = Draft.join(
				Draft.latin1(
						((draft.body.length == 0) ? "" : Integer.toHexString(draft.body.length) + extension + "\r\n")),
				draft.body, Draft.latin1(((draft.body.length == 0) ? "" : "\r\n") + "0" + extension + "\r\n\r\n"));
	}

	private static void trailer(Draft draft, Choices choices) {
		chunked(draft);
		String trailer = choices.of("x-correlation-id: mallory4711@leak.example\r\n", "Content-Length: 5\r\n",
				"no colon " + HostileText.SECRET + "\r\n", ": empty\r\n", "a: " + "x".repeat(9000) + "\r\n",
				"a: b\r\n".repeat(5000), "a: \u0000\r\n", "HTTP/1.1 200 OK\r\n", "\n");
		draft.payload = Draft.join(
				Draft.latin1((draft.body.length == 0) ? "" : Integer.toHexString(draft.body.length) + "\r\n"),
				draft.body, Draft.latin1(((draft.body.length == 0) ? "" : "\r\n") + "0\r\n" + trailer + "\r\n"));
	}

	private static void transferEncoding(Draft draft, Choices choices) {
		draft.replaceHeader("Content-Length");
		draft.replaceHeader("Transfer-Encoding",
				choices.of("identity", "chunked, chunked", "gzip, chunked", "gzip", "chunked, gzip", "xchunked",
						"Chunked", " chunked", "chunked;q=1", "", "\u000bchunked", HostileText.SECRET));
		draft.payload = choices.percent(70) ? Draft.chunks(draft.body) : draft.body;
	}

	private static void lengthAndChunks(Draft draft, Choices choices) {
		draft.replaceHeader("Content-Length",
				Integer.toString(choices.of(0, 3, draft.body.length, draft.body.length + 9)));
		draft.replaceHeader("Transfer-Encoding", "chunked");
		draft.payload = choices.percent(60) ? Draft.chunks(draft.body) : draft.body;
	}

}
