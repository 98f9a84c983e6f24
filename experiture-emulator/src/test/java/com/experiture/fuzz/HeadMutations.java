package com.experiture.fuzz;

import java.util.List;
import java.util.function.BiConsumer;

import com.experiture.fuzz.Mutation.Stage;

/**
 * Mutations of the status line and the header fields.
 */
final class HeadMutations {

	static final List<Mutation> ALL = List.of(head("status", HeadMutations::status),
			head("status", HeadMutations::status), broken("status-text", HeadMutations::statusText),
			broken("version", HeadMutations::version), head("reason", HeadMutations::reason),
			head("content-type", HeadMutations::contentType), head("retry-after", HeadMutations::retryAfter),
			head("retry-after", HeadMutations::retryAfter), head("correlation-id", HeadMutations::correlationId),
			head("correlation-id", HeadMutations::correlationId), broken("header", HeadMutations::header),
			broken("line-end", (draft, choices) -> draft.lineEnd = choices.of("\n", "\r", "\r\r\n", "\n\r")),
			head("connection", HeadMutations::connection), head("location", HeadMutations::location));

	private static final List<String> RETRY_AFTER = List.of("0", "-1", "-9223372036854775808", "3600",
			"99999999999999999999", "9223372036854775807", "1e9", "0.5", "abc", "", " ", "0x10", "+0",
			"Wed, 21 Oct 2015 07:28:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Wed, 99 Foo 2015 99:99:99 GMT",
			"2030-01-01T00:00:00Z", "-999999999-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z", "PT1H", "86400",
			"31556889864403199", "\u0660", "NaN", "mallory4711@leak.example");

	private HeadMutations() {
	}

	private static Mutation head(String name, BiConsumer<Draft, Choices> change) {
		return new Mutation(name, Stage.HEAD, change);
	}

	private static Mutation broken(String name, BiConsumer<Draft, Choices> change) {
		return new Mutation(name, Stage.HEAD, (draft, choices) -> {
			draft.incomplete = true;
			change.accept(draft, choices);
		});
	}

	private static void status(Draft draft, Choices choices) {
		int status = choices.percent(40) ? choices.below(1000)
				: choices.of(100, 101, 102, 103, 201, 202, 204, 205, 206, 226, 299, 300, 301, 302, 303, 304, 307, 308,
						400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 415, 417, 418, 421, 422,
						425, 426, 428, 429, 431, 451, 499, 500, 501, 502, 503, 504, 505, 507, 511, 520, 599, 600, 999);
		draft.status = String.format("%03d", status);
		draft.refusal |= status >= 300 && (status < 500 || status == 503);
		// Some responses have no body, so the rest would be another response.
		if (status < 200 || status == 204 || status == 304) {
			draft.incomplete = true;
		}
	}

	private static void statusText(Draft draft, Choices choices) {
		draft.status = choices.of("abc", "", "20", "2000", "-1", "+200", "2e2", " 200", "200.0", "\u00b2\u00b2\u00b2",
				"99999999999", "0", HostileText.SECRET);
	}

	private static void version(Draft draft, Choices choices) {
		draft.version = choices.of("HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/2", "HTTP/1.2", "HTTP/99.99", "http/1.1",
				"ICY", "HTTP/1.", "HTTP", "HTTP/-1.1", "RTSP/1.0", "HTTP/1.1 HTTP/1.1", HostileText.SECRET,
				"mallory4711@leak.example", "\u0000");
	}

	private static void reason(Draft draft, Choices choices) {
		draft.reason = choices.of("", " ", " Not OK", " " + "x".repeat(3000), " mallory4711@leak.example",
				" " + HostileText.SECRET, " \u001b[31m", " \u00e9\u0000");
	}

	private static void contentType(Draft draft, Choices choices) {
		draft.replaceHeader("Content-Type",
				choices.of("text/html", "text/plain; charset=utf-16", "application/xml", "application/octet-stream",
						"application/json; charset=nonsense", "application/json; charset=iso-8859-1", "*/*", "json", "",
						";", "/", "application/", "application/json; charset=\"", "image/png",
						"multipart/form-data; boundary=x", "text/event-stream", "application/x-ndjson",
						"application/json;mallory4711@leak.example", HostileText.SECRET, "a/b".repeat(2000), "\u0000"));
		if (choices.percent(30)) {
			draft.replaceHeader("Content-Type");
		}
		else if (choices.percent(30)) {
			draft.header("Content-Type", "text/html");
		}
	}

	private static void retryAfter(Draft draft, Choices choices) {
		draft.header("Retry-After", choices.of(RETRY_AFTER));
		if (choices.percent(20)) {
			draft.header("Retry-After", choices.of(RETRY_AFTER));
		}
		if (choices.percent(60)) {
			draft.status = choices.of("429", "503", "500");
			draft.refusal |= !draft.status.equals("500");
		}
	}

	private static void correlationId(Draft draft, Choices choices) {
		String[] values = new String[choices.of(1, 1, 2)];
		for (int i = 0; i < values.length; i++) {
			values[i] = choices.of("mallory4711@leak.example", "", "\u001b[31mred", "\u0085\u009b", "id\u0001\u007f",
					"x".repeat(6000), "1".repeat(3000), "\u00e9\u00ff", "Bearer " + HostileText.TOKEN + "-echo",
					"a b c", "\ttab\t", HostileText.any(choices).replaceAll("[\\r\\n\\u0000]", " "));
		}
		draft.replaceHeader("x-correlation-id", values);
	}

	private static void header(Draft draft, Choices choices) {
		draft.headers.add(choices.below(draft.headers.size() + 1),
				choices.of("no colon " + HostileText.SECRET, ": no name", "two words: x", "x\u0000y: 1", "a: \u0000",
						" folded: " + HostileText.SECRET, "\tfolded", "x" + "y".repeat(9000) + ": 1",
						"x: " + "y".repeat(9000), "\u00e9: 1", "a: b\rc: d", "HTTP/1.1 200 OK", "",
						"mallory4711@leak.example: 1", "a:\u000b", "Content-Length : 3",
						("x: y\r\n".repeat(3000) + "x: y"), "@: @", "a\u007f: b"));
	}

	private static void connection(Draft draft, Choices choices) {
		draft.header("Connection", choices.of("close", "keep-alive", "upgrade", "Close, x", "", HostileText.SECRET));
		if (choices.percent(40)) {
			draft.header(
					choices.of("Upgrade", "Keep-Alive", "Proxy-Connection", "Trailer", "Content-Range",
							"Content-Disposition", "Set-Cookie", "Alt-Svc", "HTTP2-Settings", "WWW-Authenticate"),
					choices.of("h2c", "timeout=-1", "x=" + HostileText.SECRET + "; Max-Age=-9", "bytes 0-1/9", "=",
							"\u0001", "x".repeat(2000)));
		}
	}

	private static void location(Draft draft, Choices choices) {
		draft.status = choices.of("301", "302", "303", "307", "308", "201", "300");
		draft.refusal = true;
		draft.header("Location",
				choices.of("/", "http://127.0.0.1:1/?X-Amz-Signature=" + HostileText.SIGNATURE, "//leak.example",
						"file:///etc/passwd", ":", "", "\u0000", "http://[", "?", "x".repeat(5000),
						"https://mallory4711@leak.example/"));
	}

}
