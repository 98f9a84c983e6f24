package com.experiture.fuzz;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

import com.experiture.fuzz.Mutation.Stage;

/**
 * Mutations of the bytes of a body, before and after compression. The framing remains
 * valid.
 */
final class BodyMutations {

	static final List<Mutation> ALL = List.of(body("body-truncate", BodyMutations::truncate),
			body("body-flip", (draft, choices) -> draft.body = flip(draft.body, choices)),
			body("body-insert", BodyMutations::insert), body("body-utf8", BodyMutations::invalidUtf8),
			body("body-charset", BodyMutations::charset), body("body-around", BodyMutations::around),
			body("body-replace", BodyMutations::replace), body("body-replace", BodyMutations::replace),
			body("body-delete", BodyMutations::delete), coding("gzip-flip", BodyMutations::flipGzip),
			coding("gzip-flip", BodyMutations::flipGzip), coding("gzip-truncate", BodyMutations::truncateGzip),
			coding("gzip-around", BodyMutations::aroundGzip), coding("gzip-bomb", BodyMutations::bomb),
			coding("gzip-claim", BodyMutations::claim), coding("gzip-head", BodyMutations::gzipHead));

	private static final byte[][] INVALID_UTF8 = { { (byte) 0xc3, '(' }, { (byte) 0xff }, { (byte) 0xfe, (byte) 0xff },
			{ (byte) 0xc0, (byte) 0x80 }, { (byte) 0xed, (byte) 0xa0, (byte) 0x80 },
			{ (byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80 }, { (byte) 0xe2, (byte) 0x82 }, { (byte) 0x80 },
			{ (byte) 0xf8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80 } };

	private BodyMutations() {
	}

	private static Mutation body(String name, BiConsumer<Draft, Choices> change) {
		return new Mutation(name, Stage.BODY, change);
	}

	private static Mutation coding(String name, BiConsumer<Draft, Choices> change) {
		return new Mutation(name, Stage.CODING, change);
	}

	private static void truncate(Draft draft, Choices choices) {
		draft.body = Arrays.copyOf(draft.body, choices.below(draft.body.length + 1));
	}

	static byte[] flip(byte[] bytes, Choices choices) {
		byte[] flipped = bytes.clone();
		for (int i = choices.of(1, 1, 2, 8, 40); i > 0 && flipped.length > 0; i--) {
			flipped[choices.below(flipped.length)] ^= (byte) (1 << choices.below(8));
		}
		return flipped;
	}

	static byte[] insert(byte[] bytes, byte[] inserted, int at) {
		return Draft.join(Arrays.copyOf(bytes, at), inserted, Arrays.copyOfRange(bytes, at, bytes.length));
	}

	private static void insert(Draft draft, Choices choices) {
		draft.body = insert(draft.body,
				choices.percent(50) ? choices.bytes(choices.between(1, 40))
						: HostileText.any(choices).getBytes(StandardCharsets.UTF_8),
				choices.below(draft.body.length + 1));
	}

	private static void invalidUtf8(Draft draft, Choices choices) {
		draft.body = insert(draft.body, choices.of(INVALID_UTF8), choices.below(draft.body.length + 1));
	}

	private static void charset(Draft draft, Choices choices) {
		String text = new String(draft.body, StandardCharsets.UTF_8);
		draft.body = switch (choices.below(5)) {
			case 0 -> Draft.join(new byte[] { (byte) 0xef, (byte) 0xbb, (byte) 0xbf }, draft.body);
			case 1 -> text.getBytes(StandardCharsets.UTF_16);
			case 2 -> text.getBytes(StandardCharsets.UTF_16LE);
			case 3 -> text.getBytes(Charset.forName("UTF-32BE"));
			default -> Draft.join(draft.body, new byte[choices.of(1, 100)]);
		};
	}

	private static void around(Draft draft, Choices choices) {
		String other = choices.of(" ", "\n".repeat(1000), "{}", "null", "]", ")]}',\n", "// comment\n", "/* x */",
				"{\"success\":true,\"data\":{\"jobId\":\"other\"}}", "<!-- -->", HostileText.any(choices));
		byte[] bytes = other.getBytes(StandardCharsets.UTF_8);
		draft.body = choices.percent(50) ? Draft.join(bytes, draft.body) : Draft.join(draft.body, bytes);
	}

	private static void delete(Draft draft, Choices choices) {
		int from = choices.below(draft.body.length + 1);
		int to = Math.min(draft.body.length, from + choices.of(1, 2, 10, 100));
		draft.body = Draft.join(Arrays.copyOf(draft.body, from), Arrays.copyOfRange(draft.body, to, draft.body.length));
	}

	private static void replace(Draft draft, Choices choices) {
		String text = switch (choices.below(10)) {
			case 0 -> "";
			case 1 -> " \r\n\t ";
			case 2 -> "<html><body>" + HostileText.any(choices) + "</body></html>";
			case 3, 4 -> HostileText.any(choices);
			case 5 -> "<?xml version=\"1.0\"?><Error><Code>" + choices.of("AccessDenied", HostileText.any(choices))
					+ "</Code><Resource>/x</Resource></Error>";
			case 6 -> "[" + "{},".repeat(choices.of(10, 20_000)) + "{}]";
			case 7 -> "{\"record\":{\"email\":\"" + HostileText.RECORD + "\"}}";
			case 8 -> "{\"error\":"
					+ choices.of("\"invalid_client\"", "\"server_error\"", "{}", "null",
							Json.quoted(HostileText.any(choices)))
					+ ",\"error_description\":" + Json.quoted(HostileText.SECRET + HostileText.any(choices)) + "}";
			default -> "x".repeat(choices.of(1, 5000, 200_000, 300_000));
		};
		draft.body = text.getBytes(StandardCharsets.UTF_8);
	}

	private static void compressed(Draft draft) {
		if (!draft.gzip) {
			draft.gzip = true;
			draft.body = Draft.gzip(draft.body);
			draft.header("Content-Encoding", "gzip");
		}
	}

	private static void flipGzip(Draft draft, Choices choices) {
		compressed(draft);
		draft.body = flip(draft.body, choices);
	}

	private static void truncateGzip(Draft draft, Choices choices) {
		compressed(draft);
		draft.body = Arrays.copyOf(draft.body, choices.below(draft.body.length));
	}

	private static void aroundGzip(Draft draft, Choices choices) {
		compressed(draft);
		byte[] other = choices.of(choices.bytes(20), draft.body, new byte[10], Draft.gzip(new byte[0]),
				Draft.latin1(HostileText.TOKEN));
		draft.body = choices.percent(30) ? Draft.join(other, draft.body) : Draft.join(draft.body, other);
	}

	// 2 MB become 2 KB; within another gzip even less.
	private static void bomb(Draft draft, Choices choices) {
		compressed(draft);
		byte[] content = new byte[choices.of(300_000, 2_000_000)];
		Arrays.fill(content, choices.of((byte) 32, (byte) 91, (byte) 123, (byte) 48, (byte) 97));
		draft.body = Draft.gzip(choices.percent(30) ? Draft.gzip(content) : content);
	}

	private static void claim(Draft draft, Choices choices) {
		draft.replaceHeader("Content-Encoding", choices.of("gzip", "deflate", "br", "zstd", "snappy", "identity",
				"gzip, gzip", "x-gzip", "GZIP", "", "gzip;q=1", "\u00e9", HostileText.SECRET));
	}

	private static void gzipHead(Draft draft, Choices choices) {
		compressed(draft);
		if (draft.body.length > 10) {
			draft.body[choices.between(0, 9)] = choices.bytes(1)[0];
			if (choices.percent(30)) {
				draft.body[3] = (byte) choices.of(2, 4, 8, 16, 31, 255).intValue();
			}
			if (choices.percent(30)) {
				draft.body[draft.body.length - choices.between(1, 8)] ^= 0x55;
			}
		}
	}

}
